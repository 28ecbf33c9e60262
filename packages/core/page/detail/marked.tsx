import type { Mark } from '../diff/word-marks.js'

/** A text in which the changed words stand out; `del` and `ins` say it to who does not see the colour. */
export function Marked({
  marks,
  side,
}: {
  readonly marks: readonly Mark[]
  readonly side: 'before' | 'after'
}) {
  const Changed = side === 'before' ? 'del' : 'ins'
  return (
    <>{marks.map(({ text, changed }, index) => (changed ? <Changed key={index}>{text}</Changed> : text))}</>
  )
}
