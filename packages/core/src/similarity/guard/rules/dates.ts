import { isSameMoment, type Moment } from '../facts/moment.js'
import { matchItems, type Leftover } from '../match-items.js'
import { fault, type Fault, type Pair, type Rule } from '../pair.js'
import type { Side } from '../side.js'
import type { Mark } from '../words/word-list.js'
import { isArticle } from './near.js'

/** `3 March` against `4 March`, `until 1 May` against `from 1 May`, a date that the other text does not give. */
export const dates: Rule = (pair) => {
  const left = leftMoments(pair)
  const [a, b] = [left.a.filter(isUnlike(pair.b)), left.b.filter(isUnlike(pair.a))]
  const missing = a.length === 0 && b.length === 0 ? [] : [fault(a, b)]
  return [...missing, ...left.matched.flatMap(([x, y]) => turned(pair, x, y))]
}

function leftMoments({ a, b }: Pair): Leftover<Moment> {
  return matchItems(a.moments, b.moments, isSameMoment)
}

/** `between 8 and 12` says the hours of `8:00` and `12:00`. */
const isUnlike =
  (other: Side) =>
  ({ minutes, day }: Moment): boolean =>
    minutes === undefined ||
    day !== undefined ||
    !other.quantities.some(
      ({ raw, unit, text }) =>
        (unit === undefined || /^\d{1,2} ?h$/.test(text)) && raw % 12 === (minutes / 60) % 12,
    )

const UNTIL: readonly Mark[] = ['before', 'until', 'within', 'limit']
const SINCE: readonly Mark[] = ['after', 'least', 'over']
const FROM = new Set(['from', 'since', 'starting', 'ab', 'seit', 'dès', 'depuis', 'desde', 'с', 'со', 'from'])

function turned(pair: Pair, x: Moment, y: Moment): Fault[] {
  const [a, b] = [direction(pair.a, x), direction(pair.b, y)]
  if (a === undefined || b === undefined || a.until === b.until) return []
  return [{ recorded: `${a.text} ${x.text}`, replayed: `${b.text} ${y.text}` }]
}

/** Whether what is said ends or begins at a moment. */
function direction(side: Side, { from }: Moment): { until: boolean; text: string } | undefined {
  let at = from - 1
  while (isArticle(side.tokens[at]?.lower ?? '') || side.tokens[at]?.text === ',') at--
  const near = [from, from - 1, at + 1].flatMap((to) => (to > at ? (side.marksBefore.get(to) ?? []) : []))
  const mark = near.find(({ mark: kind }) => UNTIL.includes(kind) || SINCE.includes(kind))
  if (mark) return { until: UNTIL.includes(mark.mark), text: mark.text }
  const before = side.tokens[at]
  return before && FROM.has(before.lower) ? { until: false, text: before.text } : undefined
}
