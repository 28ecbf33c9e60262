import { useMemo } from 'preact/hooks'
import type { PageChange, PageRecording, PageRow } from '../../src/reporting/html/report-page-data.js'
import { wordMarks } from '../diff/word-marks.js'
import { counted } from '../parts/numbers.js'
import { Marked } from './marked.js'

interface Props {
  readonly row: PageRow
  readonly recording: PageRecording | undefined
}

/** What changed, place by place: recorded at the left, replayed at the right. */
export function Changes({ row, recording }: Props) {
  const whole = recording?.changes
  const changes = whole ?? row.changes?.map(ofRow) ?? []
  const omitted = whole === undefined ? (row.omittedChanges ?? 0) : (recording?.omittedChanges ?? 0)
  if (changes.length === 0 || row.verdict === 'miss') return null
  return (
    <section aria-labelledby="changes">
      <h3 id="changes">Changes</h3>
      <table class="changes">
        <thead>
          <tr>
            <th scope="col">recorded</th>
            <th scope="col">replayed</th>
          </tr>
        </thead>
        {changes.map((change, index) => (
          <ChangeBody key={index} change={change} />
        ))}
      </table>
      {omitted > 0 && <p class="muted">… and {counted(omitted, 'more', 'more')}</p>}
      {whole === undefined && (
        <p class="muted">Long values are cut: this page was made without the replay.</p>
      )}
    </section>
  )
}

function ofRow(change: NonNullable<PageRow['changes']>[number]): PageChange {
  const { fieldPath, oldValue, newValue } = change
  return {
    fieldPath,
    ...(oldValue === undefined ? {} : { oldText: oldValue }),
    ...(newValue === undefined ? {} : { newText: newValue }),
  }
}

function ChangeBody({ change: { fieldPath, oldText, newText } }: { readonly change: PageChange }) {
  const marks = useMemo(
    () => (oldText === undefined || newText === undefined ? undefined : wordMarks(oldText, newText)),
    [oldText, newText],
  )
  return (
    <tbody>
      <tr class="path">
        <th scope="rowgroup" colSpan={2}>
          <code>{fieldPath}</code>
          {oldText === undefined && <span class="muted"> added</span>}
          {newText === undefined && <span class="muted"> removed</span>}
        </th>
      </tr>
      <tr>
        <td class={oldText === undefined ? 'absent' : 'before'}>
          {oldText === undefined ? (
            'absent'
          ) : (
            <Marked marks={marks?.before ?? plain(oldText)} side="before" />
          )}
        </td>
        <td class={newText === undefined ? 'absent' : 'after'}>
          {newText === undefined ? 'absent' : <Marked marks={marks?.after ?? plain(newText)} side="after" />}
        </td>
      </tr>
    </tbody>
  )
}

function plain(text: string) {
  return [{ text, changed: true }]
}
