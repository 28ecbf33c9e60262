import type { Token } from '../tokens.js'
import type { Lookup } from '../words/lookup.js'
import type { Moment } from './moment.js'
import { timeAt } from './times.js'

/** The dates and times of a text; marks their tokens as taken. */
export function moments(all: readonly Token[], taken: boolean[], words: Lookup | undefined): Moment[] {
  const found: Moment[] = []
  for (let at = 0; at < all.length; at++) {
    const made =
      lastOfRange(all, at, found.at(-1)) ??
      dateAt(all, at, words) ??
      timeAt(all, at, words) ??
      numericMonth(all, at) ??
      (words && (firstOfRange(all, at, words) ?? namedMonth(all, at, words)))
    if (made === undefined) continue
    found.push(made)
    for (let used = made.from; used < made.to; used++) taken[used] = true
    at = made.to - 1
  }
  return found
}

function dateAt(all: readonly Token[], at: number, words: Lookup | undefined): Moment | undefined {
  const token = all[at]
  const isShort =
    token?.kind === 'number' && words?.list.decimalComma === true && /^\d{2}\.\d{2}$/.test(token.text)
  if (token === undefined || !(token.kind === 'date' || isShort)) return undefined
  const [a = 0, b = 0, c] = token.text.split(/[-/.]/).map(Number)
  const place = { text: token.text, from: at, to: at + 1 }
  if (c === undefined) {
    // `1/2 of the position`
    if (all[at + 1]?.lower === 'of' || a > 31 || b > 31 || (a > 12 && b > 12) || a === 0 || b === 0)
      return undefined
    return { month: b, day: a, other: { month: a, day: b }, ...place }
  }
  if (a > 31) return { year: a, month: b, day: c, ...place }
  const year = c < 100 ? 2000 + c : c
  if (b > 12) return { year, month: a, day: b, ...place }
  if (a > 12) return { year, month: b, day: a, ...place }
  return { year, month: b, day: a, other: { month: a, day: b }, ...place }
}

/** `3 March 2026`, `March 3rd, 2026`, `the 3rd of March`, `March 2026`, `le 3 mars`, `3 de marzo de 2026`, `3月3日`. */
function namedMonth(all: readonly Token[], at: number, words: Lookup): Moment | undefined {
  const monthAt = (place: number): number | undefined => {
    const token = all[place]
    // `no one under 18 may enter`
    if (token?.kind !== 'word' || (words.list.language === 'en' && /^(?:may|march)$/.test(token.text)))
      return undefined
    return words.months.get(token.lower)
  }
  let to = at
  let day = dayAt(all, at) ?? spelledDay(all, at, words)
  let month: number | undefined
  if (day !== undefined) {
    let next = day.to
    while (/^(?:of|de|der|do|\.)$/.test(all[next]?.lower ?? '') && next < day.to + 2) next++
    month = monthAt(next)
    to = next + 1
  } else {
    month = monthAt(at)
    if (month === undefined) return undefined
    to = all[at + 1]?.text === '.' && all[at + 2]?.kind === 'number' ? at + 2 : at + 1
    day = dayAt(all, to)
    if (day) to = day.to
  }
  if (month === undefined) return undefined
  const skipped = /^(?:,|de|of)$/.test(all[to]?.lower ?? '') ? to + 1 : to
  const year = /^\d{4}$/.test(all[skipped]?.text ?? '') ? Number(all[skipped]?.text) : undefined
  if (year !== undefined) to = skipped + 1
  if (day === undefined && year === undefined) return undefined
  const text = all
    .slice(at, to)
    .map((token) => token.text)
    .join(' ')
  return { year, month, day: day?.day, text, from: at, to }
}

/** `the first of April`, `the thirty-first of December`; `first April` may be a first of something. */
function spelledDay(
  all: readonly Token[],
  at: number,
  words: Lookup,
): { day: number; to: number } | undefined {
  const tens = words.numbers.get(all[at]?.lower ?? '')
  const from = tens === 20 || tens === 30 ? at + 1 : at
  const day = words.ordinals.get(all[from]?.lower ?? '')
  if (day === undefined || all[from + 1]?.lower !== 'of') return undefined
  return { day: day + (from > at ? (tens ?? 0) : 0), to: from + 1 }
}

const RANGE = new Set([
  'to',
  '-',
  'and',
  'until',
  'through',
  'bis',
  'und',
  'au',
  'et',
  'al',
  'y',
  'a',
  'e',
  'по',
  'и',
])

/** The `2` of `2 to 20 February`. */
function firstOfRange(all: readonly Token[], at: number, words: Lookup): Moment | undefined {
  const day = dayAt(all, at)
  if (day === undefined || !RANGE.has(all[day.to]?.lower ?? '')) return undefined
  const second = all[day.to + 1]?.lower === 'the' ? day.to + 2 : day.to + 1
  const next = all[second]?.kind === 'number' ? namedMonth(all, second, words) : undefined
  if (next?.month === undefined || next.day === undefined) return undefined
  return { year: next.year, month: next.month, day: day.day, text: all[at]?.text ?? '', from: at, to: day.to }
}

/** The `7` of `June 4-7`. */
function lastOfRange(all: readonly Token[], at: number, before: Moment | undefined): Moment | undefined {
  if (before?.month === undefined || before.to !== at - 1 || !RANGE.has(all[at - 1]?.lower ?? ''))
    return undefined
  const day = dayAt(all, at)
  if (day === undefined) return undefined
  return {
    year: before.year,
    month: before.month,
    day: day.day,
    text: all[at]?.text ?? '',
    from: at,
    to: day.to,
  }
}

function dayAt(all: readonly Token[], at: number): { day: number; to: number } | undefined {
  if (all[at]?.kind !== 'number' || !/^\d{1,2}$/.test(all[at].text)) return undefined
  const day = Number(all[at].text)
  if (day < 1 || day > 31) return undefined
  const isOrdinal = /^(?:st|nd|rd|th|er|ª|º)$/.test(all[at + 1]?.lower ?? '') && all[at + 1]?.spaced === false
  return { day, to: isOrdinal ? at + 2 : at + 1 }
}

function numericMonth(all: readonly Token[], at: number): Moment | undefined {
  const part = (place: number, sign: string): number | undefined =>
    all[place]?.kind === 'number' && all[place + 1]?.lower === sign ? Number(all[place].text) : undefined
  const year = part(at, '年')
  const month = part(year === undefined ? at : at + 2, '月')
  if (month === undefined) return undefined
  const after = (year === undefined ? at : at + 2) + 2
  const day = part(after, '日')
  const to = day === undefined ? after : after + 2
  return {
    year,
    month,
    day,
    text: all
      .slice(at, to)
      .map((token) => token.text)
      .join(''),
    from: at,
    to,
  }
}
