import type { Token } from '../tokens.js'
import type { Lookup } from '../words/lookup.js'
import { indefinite, partAt } from './indefinite.js'
import { quantity, type Quantity } from './quantity.js'
import { ARTICLE_NUMBERS, spelledNumber, type Read } from './spelled-number.js'
import { written } from './written.js'

const CURRENCIES: Readonly<Record<string, string>> = {
  $: 'usd',
  US$: 'usd',
  R$: 'brl',
  C$: 'cad',
  A$: 'aud',
  HK$: 'hkd',
  NZ$: 'nzd',
  '€': 'eur',
  '£': 'gbp',
  '¥': 'jpy',
  '₹': 'inr',
  '₽': 'rub',
  円: 'jpy',
}
const CODES = new Set(
  'usd eur gbp jpy chf inr cad aud nzd sek nok dkk pln czk brl mxn cny krw sgd hkd zar rub try'.split(' '),
)
/** Bare words that are too often no number: `one of them`, `a second look`. */
const SOFT = new Set([
  'one',
  'один',
  'одна',
  'одно',
  'single',
  'once',
  'twice',
  'double',
  'both',
  'couple',
  'pair',
  'triple',
])

/** The numbers of a text with their units. `taken` marks the tokens that are part of a date, a time or a code. */
export function quantities(all: readonly Token[], taken: boolean[], words: Lookup | undefined): Quantity[] {
  const found: Quantity[] = []
  for (let at = 0; at < all.length; at++) {
    const made = taken[at] ? undefined : read(all, at, taken, words)
    if (made === undefined) continue
    found.push(made)
    for (let used = made.from; used < made.to; used++) taken[used] = true
    at = made.to - 1
    const sum = sumOf(found.at(-2), made, all)
    if (sum) found.splice(-2, 2, sum)
  }
  return found
}

/** `one hour and thirty minutes`, `four dollars and fifty cents`, `2 years 6 months`. */
function sumOf(before: Quantity | undefined, after: Quantity, all: readonly Token[]): Quantity | undefined {
  if (before === undefined || before.raw < 1) return undefined
  const between = all.slice(before.to, after.from).map(({ lower }) => lower)
  if (between.length > 1 || (between[0] !== undefined && !/^(?:and|und|et|y|e|и)$/.test(between[0])))
    return undefined
  const isCents = after.unit === 'cent' && ['usd', 'eur', 'cad', 'aud'].includes(before.unit ?? '')
  const isSmaller =
    before.unit === after.unit &&
    (before.unit === 'time' || before.unit === 'month') &&
    after.value < before.value / before.raw
  if (!isCents && !isSmaller) return undefined
  const value = before.value + (isCents ? after.value / 100 : after.value)
  return { ...before, value, raw: value, text: written(all, before.from, after.to), to: after.to }
}

function read(
  all: readonly Token[],
  start: number,
  taken: readonly boolean[],
  words: Lookup | undefined,
): Quantity | undefined {
  const part = partOf(all, start)
  if (part !== undefined) return part
  let at = start
  let unit = currencyAt(all[at])
  if (unit !== undefined) at++
  const negative =
    all[at]?.text === '-' && (at === 0 || all[at]?.spaced === true) && all[at + 1]?.spaced === false
  if (negative) at++
  const number = digits(all, at, words) ?? spelledNumber(all, at, taken, words)
  const fraction = unit === undefined && number?.spelled === true ? indefinite(all, start, words) : undefined
  if (fraction !== undefined) return fraction
  if (number === undefined) return unit === undefined && !negative ? indefinite(all, start, words) : undefined
  at = number.to
  const named = unit === undefined ? unitAt(all, at, words) : undefined
  if (named) [unit, at] = [named.unit, named.to]
  else if (unit !== undefined && CODES.has(all[at]?.lower ?? '')) at++
  else if (unit !== undefined && words?.units.get(all[at]?.lower ?? '') === unit) at++
  const [own, later] = [partAt(all, number.to), partAt(all, at)]
  if (own !== undefined) return withPart(all, start, number, own, words)
  if (later !== undefined) {
    const place = { text: written(all, start, at + 3), from: start, to: at + 3, soft: false }
    return quantity(number.value + later, unit, place)
  }
  if (
    isListed(all, number.from, number.to) ||
    (number.spelled &&
      unit === undefined &&
      ARTICLE_NUMBERS.has(all[number.from]?.lower ?? '') &&
      number.to === number.from + 1)
  )
    return undefined
  const soft =
    number.spelled &&
    unit === undefined &&
    SOFT.has(all[number.from]?.lower ?? '') &&
    number.to === number.from + 1
  const text = written(all, start, at)
  return quantity(negative ? -number.value : number.value, unit, { text, from: start, to: at, soft })
}

/** `1/2 of the shares`. */
function partOf(all: readonly Token[], at: number): Quantity | undefined {
  const [over, under] =
    /^(\d+)\/(\d+)$/
      .exec(all[at]?.text ?? '')
      ?.slice(1)
      .map(Number) ?? []
  if (all[at + 1]?.lower !== 'of' || over === undefined || under === undefined || over >= under)
    return undefined
  const place = { text: all[at]?.text ?? '', from: at, to: at + 1, soft: false }
  return quantity((100 * over) / under, 'percent', place)
}

/** `two and a half hours`. */
function withPart(
  all: readonly Token[],
  start: number,
  number: Read,
  part: number,
  words: Lookup | undefined,
): Quantity {
  const named = unitAt(all, number.to + 3, words)
  const to = named?.to ?? number.to + 3
  return quantity(number.value + part, named?.unit, {
    text: written(all, start, to),
    from: start,
    to,
    soft: false,
  })
}

/** The `2.` at the head of a line counts what is listed. */
function isListed(all: readonly Token[], from: number, to: number): boolean {
  const sign = all[to]
  if (!/^[.)]$/.test(sign?.text ?? '') || sign?.spaced !== false) return false
  return all[from]?.sentence !== all[from - 1]?.sentence && all[to + 1]?.spaced === true
}

function digits(all: readonly Token[], at: number, words: Lookup | undefined): Read | undefined {
  const token = all[at]
  if (token?.kind !== 'number') return undefined
  let value = parseNumber(token.text, words?.list.decimalComma ?? false)
  let to = at + 1
  const times = words?.numbers.get(all[to]?.lower ?? '')
  if (times !== undefined && times >= 1000 && !(all[to]?.text === 'm' && all[to]?.spaced === true)) {
    value *= times
    to++
  }
  return { value, from: at, to, spelled: false }
}

function parseNumber(text: string, decimalComma: boolean): number {
  const parts = text.replace(/[ '\u00a0\u202f]/g, '').split(/([.,])/)
  const signs = parts.filter((_, at) => at % 2 === 1)
  const last = parts.at(-1) ?? ''
  const isMixed = new Set(signs).size === 2
  const isDecimal =
    isMixed || (signs.length === 1 && (last.length !== 3 || (signs[0] === ',') === decimalComma))
  const whole = parts.filter((_, at) => at % 2 === 0)
  return Number(isDecimal ? `${whole.slice(0, -1).join('')}.${last}` : whole.join(''))
}

function unitAt(
  all: readonly Token[],
  at: number,
  words: Lookup | undefined,
): { unit: string; to: number } | undefined {
  const from = all[at]?.text === '-' && all[at + 1]?.kind === 'word' ? at + 1 : at
  const sign = all[from]
  if (sign === undefined) return undefined
  if (sign.text === '%') return { unit: 'percent', to: from + 1 }
  const currency = currencyAt(sign)
  if (currency !== undefined) return { unit: currency, to: from + 1 }
  if (words === undefined) return undefined
  for (const length of [3, 2, 1]) {
    const name = all
      .slice(from, from + length)
      .map(({ lower }) => lower)
      .join(' ')
    const unit = words.units.get(name)
    if (unit !== undefined) return { unit, to: from + length }
  }
  // `30 working days` and `30 full days`, but not `30 requests a day`.
  return undefined
}

function currencyAt(token: Token | undefined): string | undefined {
  if (token === undefined) return undefined
  const sign = CURRENCIES[token.text]
  if (sign !== undefined) return sign
  return CODES.has(token.lower) && token.text === token.text.toUpperCase() ? token.lower : undefined
}
