import type { Rule } from '../pair.js'
import type { Word } from '../side.js'

/** Words of which only one can be true: `Monday` against `Tuesday`, `daily` against `weekly`. */
export const alternatives: Rule = ({ a, b, ofA, ofB }) => {
  const open = new Map<number, { word: Word; place: number }[]>()
  b.words.forEach((word, at) => {
    if (ofB[at] !== undefined) return
    for (const [row, place] of word.exclusive) open.set(row, [...(open.get(row) ?? []).slice(-20), { word, place }])
  })
  return a.words.flatMap((word, at) => {
    if (ofA[at] !== undefined) return []
    const other = word.exclusive.flatMap(([row, place]) => (open.get(row) ?? []).filter((one) => one.place !== place))
    return other[0] === undefined ? [] : [{ recorded: word.text, replayed: other[0].word.text }]
  })
}
