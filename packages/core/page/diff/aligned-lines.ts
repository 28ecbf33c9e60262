import { pairUp } from './pair-up.js'
import { wordMarks, type Mark } from './word-marks.js'

/** A line of a side-by-side view. A side that has no such line is undefined. */
export interface AlignedLine {
  readonly changed: boolean
  readonly before?: { readonly number: number; readonly marks: readonly Mark[] }
  readonly after?: { readonly number: number; readonly marks: readonly Mark[] }
}

/** Two texts line by line: lines that both have stand beside each other, and so do those that take another's place. */
export function alignedLines(before: string, after: string): AlignedLine[] {
  const lines: AlignedLine[] = []
  let [left, right] = [0, 0]
  for (const run of pairUp(before.split('\n'), after.split('\n'))) {
    for (let index = 0; index < Math.max(run.before.length, run.after.length); index++) {
      const [old, now] = [run.before[index], run.after[index]]
      const marks =
        run.same || old === undefined || now === undefined
          ? { before: plain(old, !run.same), after: plain(now, !run.same) }
          : wordMarks(old, now)
      lines.push({
        changed: !run.same,
        ...(old === undefined ? {} : { before: { number: ++left, marks: marks.before } }),
        ...(now === undefined ? {} : { after: { number: ++right, marks: marks.after } }),
      })
    }
  }
  return lines
}

function plain(text: string | undefined, changed: boolean): Mark[] {
  return text === undefined || text === '' ? [] : [{ text, changed }]
}
