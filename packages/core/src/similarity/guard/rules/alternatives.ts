import { fault, type Rule } from '../pair.js'
import type { Word } from '../side.js'
import { conflicts, leftMarks } from './marks.js'

/** Words of which only one can be true: `Monday` against `Tuesday`, `daily` against `weekly`. */
export const alternatives: Rule = (pair) => {
  const { a, b, ofA, ofB } = pair
  const turned = conflicts(pair, leftMarks(pair, ['up', 'down']), [['up', 'down']]).map(([x, y]) =>
    fault([x], [y]),
  )
  const open = new Map<number, { word: Word; place: number }[]>()
  b.words.forEach((word, at) => {
    if (ofB[at] !== undefined) return
    for (const [row, place] of word.exclusive)
      open.set(row, [...(open.get(row) ?? []).slice(-20), { word, place }])
  })
  const others = a.words.flatMap((word, at) => {
    if (ofA[at] !== undefined) return []
    const other = word.exclusive.flatMap(([row, place]) =>
      (open.get(row) ?? []).filter((one) => one.place !== place),
    )
    return other[0] === undefined ? [] : [{ recorded: word.text, replayed: other[0].word.text }]
  })
  return [...turned, ...others]
}
