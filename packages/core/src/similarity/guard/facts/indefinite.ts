import type { Token } from '../tokens.js'
import type { Lookup } from '../words/lookup.js'
import { quantity, type Quantity } from './quantity.js'
import { written } from './written.js'

const ARTICLES = new Set(['a', 'an'])
const DURATIONS = new Set([
  'minute',
  'hour',
  'day',
  'week',
  'month',
  'quarter',
  'year',
  'fortnight',
  'decade',
  'business day',
])
const FRACTIONS: Readonly<Record<string, number>> = {
  half: 0.5,
  third: 1 / 3,
  thirds: 1 / 3,
  quarter: 0.25,
  quarters: 0.25,
  fifth: 0.2,
  fifths: 0.2,
  tenth: 0.1,
}

/** `a week`, `an hour`, `half`, `both`: may be missing on the other side. */
export function indefinite(
  all: readonly Token[],
  at: number,
  words: Lookup | undefined,
): Quantity | undefined {
  const lower = all[at]?.lower ?? ''
  if (words?.list.language !== 'en') return undefined
  const place = (to: number) => ({ text: written(all, at, to), from: at, to, soft: true })
  // `one in four`
  if (lower === 'one' && all[at + 1]?.lower === 'in') {
    const of = words.numbers.get(all[at + 2]?.lower ?? '') ?? Number(all[at + 2]?.text)
    if (of > 1) return quantity(100 / of, 'percent', place(at + 3))
  }
  const ofUnit = fractionOfUnit(all, at, words)
  if (ofUnit) return ofUnit
  const next = FRACTIONS[all[at + 1]?.lower ?? '']
  if (next !== undefined && (all[at + 2]?.lower === 'of' || all[at - 1]?.lower === 'by')) {
    const times = ARTICLES.has(lower) ? 1 : words.numbers.get(lower)
    if (times !== undefined) return quantity(times * next * 100, 'percent', place(at + 2))
  }
  if (ARTICLES.has(lower)) {
    const unit = words.units.get(all[at + 1]?.lower ?? '')
    if (unit === undefined || !DURATIONS.has(unit)) return undefined
    const more = partAt(all, at + 2)
    return more === undefined
      ? quantity(1, unit, place(at + 2))
      : quantity(1 + more, unit, { ...place(at + 5), soft: false })
  }
  if (/^(?:past|preceding|previous)$/.test(lower)) {
    const unit = words.units.get(all[at + 1]?.lower ?? '')
    if (unit !== undefined && DURATIONS.has(unit)) return quantity(1, unit, place(at + 2))
  }
  return lower === 'half' && /^(?:of|the|all|its|their)$/.test(all[at + 1]?.lower ?? '')
    ? quantity(50, 'percent', place(at + 1))
    : undefined
}

/** `half an hour`, `a quarter of an hour`, `three quarters of a mile`. */
function fractionOfUnit(all: readonly Token[], start: number, words: Lookup): Quantity | undefined {
  const first = all[start]?.lower ?? ''
  const times = ARTICLES.has(first) ? 1 : words.numbers.get(first)
  const at = FRACTIONS[first] === undefined ? start + 1 : start
  const part = FRACTIONS[all[at]?.lower ?? '']
  if (part === undefined || (at > start && times === undefined)) return undefined
  const article = all[at + 1]?.lower === 'of' ? at + 2 : at + 1
  if (!ARTICLES.has(all[article]?.lower ?? '')) return undefined
  const unit = words.units.get(all[article + 1]?.lower ?? '')
  if (unit === undefined) return undefined
  const to = article + 2
  return quantity(part * (at > start ? (times ?? 1) : 1), unit, {
    text: written(all, start, to),
    from: start,
    to,
    soft: false,
  })
}

/** `… and a half`. */
export function partAt(all: readonly Token[], at: number): number | undefined {
  return all[at]?.lower === 'and' && all[at + 1]?.lower === 'a'
    ? FRACTIONS[all[at + 2]?.lower ?? '']
    : undefined
}
