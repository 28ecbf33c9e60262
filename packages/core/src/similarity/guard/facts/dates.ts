import type { Token } from '../tokens.js'
import type { Lookup } from '../words/lookup.js'

/** A day, a month or a time of day; what the text does not say is undefined. */
export interface Moment {
  readonly year?: number | undefined
  /** 1 to 12. */
  readonly month?: number | undefined
  readonly day?: number | undefined
  /** Minutes since midnight. */
  readonly minutes?: number | undefined
  /** Where the order of day and month is not known: the other reading. */
  readonly other?: { readonly month: number; readonly day: number } | undefined
  /** True where the text does not say which half of the day. */
  readonly halfDay?: boolean
  readonly text: string
  readonly from: number
  readonly to: number
}

/** The dates and times of a text; marks their tokens as taken. */
export function moments(all: readonly Token[], taken: boolean[], words: Lookup | undefined): Moment[] {
  const found: Moment[] = []
  for (let at = 0; at < all.length; at++) {
    const made = lastOfRange(all, at, found.at(-1)) ?? dateAt(all, at, words) ?? timeAt(all, at, words) ?? numericMonth(all, at) ?? (words && (firstOfRange(all, at, words) ?? namedMonth(all, at, words)))
    if (made === undefined) continue
    found.push(made)
    for (let used = made.from; used < made.to; used++) taken[used] = true
    at = made.to - 1
  }
  return found
}

function dateAt(all: readonly Token[], at: number, words: Lookup | undefined): Moment | undefined {
  const token = all[at]
  const isShort = token?.kind === 'number' && words?.list.decimalComma === true && /^\d{2}\.\d{2}$/.test(token.text)
  if (token === undefined || !(token.kind === 'date' || isShort)) return undefined
  const [a = 0, b = 0, c] = token.text.split(/[-/.]/).map(Number)
  const place = { text: token.text, from: at, to: at + 1 }
  if (c === undefined) {
    if (a > 31 || b > 31 || (a > 12 && b > 12) || a === 0 || b === 0) return undefined
    return { month: b, day: a, other: { month: a, day: b }, ...place }
  }
  if (a > 31) return { year: a, month: b, day: c, ...place }
  const year = c < 100 ? 2000 + c : c
  if (b > 12) return { year, month: a, day: b, ...place }
  if (a > 12) return { year, month: b, day: a, ...place }
  return { year, month: b, day: a, other: { month: a, day: b }, ...place }
}

const NOON: Readonly<Record<string, number>> = { noon: 720, midday: 720, midnight: 0 }

function timeAt(all: readonly Token[], at: number, words: Lookup | undefined): Moment | undefined {
  const token = all[at]
  if (token === undefined) return undefined
  const noon = NOON[token.lower]
  if (noon !== undefined) return { minutes: noon, text: token.text, from: at, to: at + 1 }
  const spoken = spokenTime(all, at, words)
  if (spoken) return spoken
  const isClock = token.kind === 'time'
  const spelled = token.kind === 'word' ? words?.numbers.get(token.lower) : undefined
  const isHour = spelled !== undefined && spelled <= 12 && namedHalf(all, at + 1) !== undefined
  if (!isClock && !isHour && !(token.kind === 'number' && /^\d{1,2}(?:\.\d{2})?$/.test(token.text))) return undefined
  const half = halfAt(all, at + 1)
  if (half === undefined && !isClock && token.text.includes('.')) return undefined
  const hours = half === undefined && !isClock ? hoursSign(all, at + 1) : undefined
  if (!isClock && half === undefined && hours === undefined) return undefined
  const [hour = 0, minute = 0] = isHour ? [spelled] : token.text.split(/[:.]| ?h ?/i).map(Number)
  if (hour > 24 || minute > 59) return undefined
  const to = half?.to ?? hours?.to ?? at + 1
  const before = all[at - 1]?.lower
  const afternoon = half?.afternoon ?? (before === '午後' ? true : before === '午前' ? false : undefined)
  const shifted = afternoon === undefined ? hour : (hour % 12) + (afternoon ? 12 : 0)
  const text = all.slice(at, to).map((part) => part.text).join('')
  return { minutes: shifted * 60 + minute + (hours?.minutes ?? 0), halfDay: afternoon === undefined && hour <= 12, text, from: at, to }
}

/** `half past three`, `quarter to 4`. */
function spokenTime(all: readonly Token[], at: number, words: Lookup | undefined): Moment | undefined {
  const [part, link, hour] = [all[at]?.lower, all[at + 1]?.lower, all[at + 2]]
  const spoken = part === undefined ? undefined : words?.numbers.get(part)
  const isSaid = spoken !== undefined && spoken % 5 === 0 && spoken < 30 && (link === 'past' || /^(?:at|by|until|before|after)$/.test(all[at - 1]?.lower ?? ''))
  const minutes = part === 'half' ? 30 : part === 'quarter' ? 15 : isSaid ? spoken : undefined
  if (minutes === undefined || (link !== 'past' && link !== 'to') || hour === undefined) return undefined
  const value = words?.numbers.get(hour.lower) ?? (/^\d{1,2}$/.test(hour.text) ? Number(hour.text) : undefined)
  if (value === undefined || value > 12 || all[at - 1]?.lower === 'by' || all[at - 2]?.lower === 'by') return undefined
  const text = `${part ?? ''} ${link} ${hour.text}`
  return { minutes: value * 60 + (link === 'to' ? -minutes : minutes), halfDay: true, text, from: at, to: at + 3 }
}

/** `de la tarde`, `da noite`, `часов вечера`, `du soir`. */
const HALVES: Readonly<Record<string, boolean>> = {
  mañana: false, manhã: false, утра: false, matin: false, morgens: false, tarde: true, noche: true, noite: true, вечера: true, дня: true, soir: true, abends: true, nachmittags: true, morning: false, afternoon: true, evening: true,
}

function namedHalf(all: readonly Token[], at: number): { afternoon: boolean; to: number } | undefined {
  for (let place = at; place < at + 4; place++) {
    const lower = all[place]?.lower ?? ''
    const half = HALVES[lower]
    if (half !== undefined) return { afternoon: half, to: place + 1 }
    if (!/^(?:de|la|da|du|часов|часа|час|heures|uhr|horas|in|the|h|o'clock)$/.test(lower)) return undefined
  }
  return undefined
}

/** `pm`, `p.m.` */
function halfAt(all: readonly Token[], at: number): { afternoon: boolean; to: number } | undefined {
  const joined = all.slice(at, at + 4).map(({ lower }) => lower)
  if (joined[0] === 'am' || joined[0] === 'pm') return { afternoon: joined[0] === 'pm', to: at + 1 }
  const named = namedHalf(all, at)
  if (named) return named
  if (/^[ap]$/.test(joined[0] ?? '') && joined[1] === '.' && joined[2] === 'm')
    return { afternoon: joined[0] === 'p', to: at + (joined[3] === '.' && all[at + 3]?.spaced === false ? 4 : 3) }
  return undefined
}

/** `9 o'clock`, `14 Uhr`, `14h30`, `14時30分`. */
function hoursSign(all: readonly Token[], at: number): { to: number; minutes: number } | undefined {
  const sign = all[at]?.lower ?? ''
  if (sign === 'h' && /^(?:à|às|as|dès|vers|a|um)$/.test(all[at - 2]?.lower ?? '')) return { to: at + 1, minutes: 0 }
  if (sign === "o'clock" || sign === 'uhr') return { to: at + 1, minutes: 0 }
  if (!sign.startsWith('時') || sign === '時間') return undefined
  const next = all[at + 1]
  return next?.kind === 'number' && all[at + 2]?.lower === '分'
    ? { to: at + 3, minutes: Number(next.text) }
    : { to: at + 1, minutes: 0 }
}

/** `3 March 2026`, `March 3rd, 2026`, `the 3rd of March`, `March 2026`, `le 3 mars`, `3 de marzo de 2026`, `3月3日`. */
function namedMonth(all: readonly Token[], at: number, words: Lookup): Moment | undefined {
  const monthAt = (place: number): number | undefined =>
    all[place]?.kind === 'word' ? words.months.get(all[place].lower) : undefined
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
  const text = all.slice(at, to).map((token) => token.text).join(' ')
  return { year, month, day: day?.day, text, from: at, to }
}

/** `the first of April`, `the thirty-first of December`; `first April` may be a first of something. */
function spelledDay(all: readonly Token[], at: number, words: Lookup): { day: number; to: number } | undefined {
  const tens = words.numbers.get(all[at]?.lower ?? '')
  const from = tens === 20 || tens === 30 ? at + 1 : at
  const day = words.ordinals.get(all[from]?.lower ?? '')
  if (day === undefined || all[from + 1]?.lower !== 'of') return undefined
  return { day: day + (from > at ? (tens ?? 0) : 0), to: from + 1 }
}

const RANGE = new Set(['to', '-', 'and', 'until', 'through', 'bis', 'und', 'au', 'et', 'al', 'y', 'a', 'e', 'по', 'и'])

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
  if (before?.month === undefined || before.to !== at - 1 || !RANGE.has(all[at - 1]?.lower ?? '')) return undefined
  const day = dayAt(all, at)
  if (day === undefined || /^[:.]$/.test(all[day.to]?.text ?? '')) return undefined
  return { year: before.year, month: before.month, day: day.day, text: all[at]?.text ?? '', from: at, to: day.to }
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
  return { year, month, day, text: all.slice(at, to).map((token) => token.text).join(''), from: at, to }
}

/** Whether both may be the same moment: what both say is equal, and there is something that both say. */
export function isSameMoment(a: Moment, b: Moment): boolean {
  const shared = (['year', 'month', 'day', 'minutes'] as const).filter((part) => a[part] !== undefined && b[part] !== undefined)
  if (shared.length === 0) return false
  const agree = (x: Moment, y: Moment): boolean =>
    shared.every((part) => x[part] === y[part] || (part === 'minutes' && isTwelveApart(x, y)))
  return agree(a, b) || (a.other !== undefined && agree({ ...a, ...a.other }, b)) || (b.other !== undefined && agree(a, { ...b, ...b.other }))
}

function isTwelveApart(a: Moment, b: Moment): boolean {
  const apart = Math.abs((a.minutes ?? 0) - (b.minutes ?? 0))
  return apart === 720 && (a.halfDay === true || b.halfDay === true)
}
