import type { PageRow } from '../../src/reporting/html/report-page-data.js'
import { wordMarks } from '../diff/word-marks.js'
import { Marked } from './marked.js'

const WHY = {
  NO_TAPE: 'nothing of this kind was recorded',
  NO_MATCH: 'not recorded',
  EXHAUSTED: 'recorded, but not as often',
}

/** A contact that the replay made and nobody recorded. */
export function Miss({ miss }: { readonly miss: NonNullable<PageRow['misses']>[number] }) {
  const { nearest } = miss
  return (
    <li class="miss">
      <p>
        <span class="badge tone-tape">miss</span>
        <span class="title">{miss.asked}</span>
        <span class="muted">{WHY[miss.kind]}</span>
      </p>
      {nearest !== undefined && nearest.changes.length > 0 && (
        <>
          <p class="muted">What differs from recorded contact {nearest.position}:</p>
          <dl>
            {nearest.changes.map(({ fieldPath, oldValue, newValue }, index) => {
              const marks = wordMarks(oldValue ?? '', newValue ?? '')
              return (
                <div key={index}>
                  <dt>
                    <code>{fieldPath}</code>
                  </dt>
                  <dd>
                    {oldValue === undefined ? <i>absent</i> : <Marked marks={marks.before} side="before" />}
                  </dd>
                  <dd>
                    {newValue === undefined ? <i>absent</i> : <Marked marks={marks.after} side="after" />}
                  </dd>
                </div>
              )
            })}
          </dl>
        </>
      )}
    </li>
  )
}
