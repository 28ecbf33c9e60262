import { pairUp } from './pair-up.js'

/** A stretch of a text, and whether the other side has it too. */
export interface Mark {
  readonly text: string
  readonly changed: boolean
}

/** Words, the gaps between them, and signs one by one. */
const TOKEN = /[\p{L}\p{N}_]+|\s+|[^\p{L}\p{N}_\s]/gu

/** Two texts, with the words marked that only one of them has. */
export function wordMarks(before: string, after: string): { before: Mark[]; after: Mark[] } {
  const runs = pairUp(before.match(TOKEN) ?? [], after.match(TOKEN) ?? [])
  return {
    before: joined(runs.map((run) => ({ text: run.before.join(''), changed: !run.same }))),
    after: joined(runs.map((run) => ({ text: run.after.join(''), changed: !run.same }))),
  }
}

/** A gap between two changed words is no interruption: two marks with a hole between them are hard to read. */
function joined(marks: readonly Mark[]): Mark[] {
  const all: Mark[] = []
  for (const mark of marks.filter(({ text }) => text !== '')) {
    const [last, beforeLast] = [all.at(-1), all.at(-2)]
    if (mark.changed && last?.changed === false && beforeLast?.changed === true && last.text === ' ') {
      all.splice(-2, 2, { text: `${beforeLast.text} ${mark.text}`, changed: true })
    } else all.push(mark)
  }
  return all
}
