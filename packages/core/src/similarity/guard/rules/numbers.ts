import { isSameValue, type Quantity } from '../facts/quantity.js'
import { matchItems, type Leftover } from '../match-items.js'
import { fault, type Pair, type Rule } from '../pair.js'
import type { Side } from '../side.js'

/** `50` against `500`, `two` against `three`, a number that the other text does not give. */
export const numbers: Rule = (pair) => {
  const left = leftNumbers(pair)
  const units = new Set(unitFaults(left).flat())
  const [a, b] = [left.a, left.b].map((side) => side.filter((one) => !units.has(one))) as [
    Quantity[],
    Quantity[],
  ]
  const said = new Set(left.matched.flatMap((two) => two.map(({ unit, value }) => `${value} ${unit ?? ''}`)))
  const isSaid = ({ value, unit }: Quantity) => said.has(`${value} ${unit ?? ''}`)
  const hardA = a.filter(
    (one) => !one.soft && !isSaid(one) && !isWritten(one, pair.b) && !isBetween(one, pair),
  )
  const hardB = b.filter(
    (one) => !one.soft && !isSaid(one) && !isWritten(one, pair.a) && !isBetween(one, pair),
  )
  // `both` against `one`
  const [x, y] = [a[0], b[0]]
  if (hardA.length + hardB.length === 0 && x && y)
    return x.soft && y.soft && isOfSame(pair, x, y) ? [fault([x], [y])] : []
  if (hardA.length === 0 && hardB.length === 0) return []
  return [fault(hardA.length > 0 ? hardA : a, hardB.length > 0 ? hardB : b)]
}

/** The same number of something else: `$50` against `€50`, `12 metres` against `12 feet`. */
export const units: Rule = (pair) =>
  unitFaults(leftNumbers(pair)).map(([a, b]) => ({ recorded: a.text, replayed: b.text }))

const known = new WeakMap<Pair, Leftover<Quantity>>()

/** The numbers of either text that the other does not give, with or without a unit. */
export function leftNumbers(pair: Pair): Leftover<Quantity> {
  const found = known.get(pair) ?? compare(pair)
  known.set(pair, found)
  return found
}

function compare({ a, b }: Pair): Leftover<Quantity> {
  const exact = matchItems(
    a.quantities,
    b.quantities,
    (x, y) => isSameValue(x.value, y.value) && x.unit === y.unit,
  )
  const loose = matchItems(
    exact.a,
    exact.b,
    (x, y) =>
      (isSameValue(x.raw, y.raw) && (x.unit === undefined || y.unit === undefined || isVague(x, y))) ||
      // `a month` and `four weeks`
      isMonth(x, y) ||
      isMonth(y, x) ||
      // `a third` and `33 %`
      ((x.soft || y.soft) &&
        x.unit === 'percent' &&
        y.unit === 'percent' &&
        Math.abs(x.value - y.value) < 0.5),
  )
  return { ...loose, matched: [...exact.matched, ...loose.matched] }
}

function isMonth(month: Quantity, days: Quantity): boolean {
  if (month.unit !== 'month' || days.unit !== 'time' || !(month.soft || days.soft)) return false
  const each = days.value / 86_400 / month.value
  return each >= 28 && each <= 31
}

const MEANT: Readonly<Record<string, readonly string[]>> = {
  pound: ['gbp', 'lb'],
  degree: ['celsius', 'fahrenheit'],
}

/** Money or weight, and degrees of one scale or the other, as the other text says. */
function isVague({ unit: a = '' }: Quantity, { unit: b = '' }: Quantity): boolean {
  return (MEANT[a]?.includes(b) ?? false) || (MEANT[b]?.includes(a) ?? false)
}

/** Whether the words after them are the same: `both keys` and `one of the keys`. */
function isOfSame(pair: Pair, x: Quantity, y: Quantity): boolean {
  const after = ({ words }: Side, { to }: Quantity) => words.findIndex(({ at }) => at >= to)
  const link = pair.ofA[after(pair.a, x)]
  return link?.b === after(pair.b, y)
}

function unitFaults(left: Leftover<Quantity>): (readonly [Quantity, Quantity])[] {
  const digits = ({ text }: Quantity): string => /\d+(?:[.,]\d+)*/.exec(text)?.[0] ?? text.split(' ')[0] ?? ''
  return matchItems(
    left.a,
    left.b,
    (x, y) => digits(x) === digits(y) && x.unit !== undefined && y.unit !== undefined,
  ).matched.slice()
}

/** The `25 minutes` that lie between two hours of either text. */
function isBetween({ unit, value }: Quantity, pair: Pair): boolean {
  if (unit !== 'time') return false
  return [pair.a, pair.b].some(({ moments }) => {
    const hours = new Set(moments.slice(0, 50).flatMap(({ minutes }) => minutes ?? []))
    return [...hours].some((minutes) => hours.has(minutes + value / 60))
  })
}

/** The `3` of `Q3` or of `paragraph 3`, where the other text has a name for it or says `the third paragraph`. */
function isWritten({ text, raw, unit }: Quantity, other: Side): boolean {
  if (unit === 'percent' && raw === 100 && other.marks.some(({ mark }) => mark === 'all')) return true
  // `le vol de 11 h`
  if (/^\d{1,2} ?h$/.test(text) && other.moments.some(({ minutes }) => minutes === raw * 60)) return true
  if (unit !== undefined) return false
  if (other.ordinals.some(({ value }) => value === raw)) return true
  return other.digits.has(/\d+(?:[.,]\d+)*/.exec(text)?.[0] ?? String(raw))
}
