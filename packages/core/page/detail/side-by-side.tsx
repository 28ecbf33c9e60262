import { useMemo, useState } from 'preact/hooks'
import { alignedLines, type AlignedLine } from '../diff/aligned-lines.js'
import { foldedLines, type Stretch } from '../diff/folded-lines.js'
import { counted } from '../parts/numbers.js'
import { Marked } from './marked.js'

/** Two texts, line beside line. */
export function SideBySide({ before, after }: { readonly before: string; readonly after: string }) {
  const stretches = useMemo(() => foldedLines(alignedLines(before, after)), [before, after])
  return (
    <table class="side-by-side">
      <colgroup>
        <col class="number" />
        <col />
        <col class="number" />
        <col />
      </colgroup>
      <thead>
        <tr>
          <th scope="col" colSpan={2}>
            recorded
          </th>
          <th scope="col" colSpan={2}>
            replayed
          </th>
        </tr>
      </thead>
      {stretches.map((stretch, index) => (
        <StretchBody key={index} stretch={stretch} />
      ))}
    </table>
  )
}

function StretchBody({ stretch: { kind, lines } }: { readonly stretch: Stretch }) {
  const [shown, setShown] = useState(kind === 'shown')
  if (shown) {
    return (
      <tbody>
        {lines.map((line, index) => (
          <Line key={index} line={line} />
        ))}
      </tbody>
    )
  }
  return (
    <tbody>
      <tr class="fold">
        <td colSpan={4}>
          <button
            type="button"
            class="link"
            onClick={() => {
              setShown(true)
            }}
          >
            {counted(lines.length, 'equal line')}
          </button>
        </td>
      </tr>
    </tbody>
  )
}

function Line({ line: { changed, before, after } }: { readonly line: AlignedLine }) {
  return (
    <tr class={changed ? 'is-changed' : ''}>
      <td class="number">{before?.number}</td>
      <td class={before === undefined ? 'absent' : changed ? 'before' : ''}>
        {before !== undefined && <Marked marks={before.marks} side="before" />}
      </td>
      <td class="number">{after?.number}</td>
      <td class={after === undefined ? 'absent' : changed ? 'after' : ''}>
        {after !== undefined && <Marked marks={after.marks} side="after" />}
      </td>
    </tr>
  )
}
