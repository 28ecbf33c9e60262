import type { Token } from '../tokens.js'
import type { Lookup } from '../words/lookup.js'
import type { Moment } from './moment.js'

const NOON: Readonly<Record<string, number>> = { noon: 720, midday: 720, midnight: 0 }

/** A time of day that begins here: `14:00`, `2 p.m.`, `half past three`. */
export function timeAt(all: readonly Token[], at: number, words: Lookup | undefined): Moment | undefined {
  const token = all[at]
  if (token === undefined) return undefined
  const noon = NOON[token.lower]
  if (noon !== undefined) return { minutes: noon, text: token.text, from: at, to: at + 1 }
  const spoken = spokenTime(all, at, words)
  if (spoken) return spoken
  const isClock = token.kind === 'time'
  const spelled = token.kind === 'word' ? words?.numbers.get(token.lower) : undefined
  const isHour = spelled !== undefined && spelled <= 12 && namedHalf(all, at + 1) !== undefined
  if (!isClock && !isHour && !(token.kind === 'number' && /^\d{1,2}(?:\.\d{2})?$/.test(token.text)))
    return undefined
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
  const text = all
    .slice(at, to)
    .map((part) => part.text)
    .join('')
  return {
    minutes: shifted * 60 + minute + (hours?.minutes ?? 0),
    halfDay: afternoon === undefined && hour <= 12,
    text,
    from: at,
    to,
  }
}

/** `half past three`, `quarter to 4`. */
function spokenTime(all: readonly Token[], at: number, words: Lookup | undefined): Moment | undefined {
  const [part, link, hour] = [all[at]?.lower, all[at + 1]?.lower, all[at + 2]]
  const spoken = part === undefined ? undefined : words?.numbers.get(part)
  const isSaid =
    spoken !== undefined &&
    spoken % 5 === 0 &&
    spoken < 30 &&
    (link === 'past' || /^(?:at|by|until|before|after)$/.test(all[at - 1]?.lower ?? ''))
  const minutes = part === 'half' ? 30 : part === 'quarter' ? 15 : isSaid ? spoken : undefined
  if (minutes === undefined || (link !== 'past' && link !== 'to') || hour === undefined) return undefined
  const value =
    words?.numbers.get(hour.lower) ?? (/^\d{1,2}$/.test(hour.text) ? Number(hour.text) : undefined)
  if (value === undefined || value > 12 || all[at - 1]?.lower === 'by' || all[at - 2]?.lower === 'by')
    return undefined
  const text = `${part ?? ''} ${link} ${hour.text}`
  return {
    minutes: value * 60 + (link === 'to' ? -minutes : minutes),
    halfDay: true,
    text,
    from: at,
    to: at + 3,
  }
}

/** `de la tarde`, `da noite`, `часов вечера`, `du soir`. */
const HALVES: Readonly<Record<string, boolean>> = {
  mañana: false,
  manhã: false,
  утра: false,
  matin: false,
  morgens: false,
  tarde: true,
  noche: true,
  noite: true,
  вечера: true,
  дня: true,
  soir: true,
  abends: true,
  nachmittags: true,
  morning: false,
  afternoon: true,
  evening: true,
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
    return {
      afternoon: joined[0] === 'p',
      to: at + (joined[3] === '.' && all[at + 3]?.spaced === false ? 4 : 3),
    }
  return undefined
}

/** `9 o'clock`, `14 Uhr`, `14h30`, `14時30分`. */
function hoursSign(all: readonly Token[], at: number): { to: number; minutes: number } | undefined {
  const sign = all[at]?.lower ?? ''
  if (sign === 'h' && /^(?:à|às|as|dès|vers|a|um)$/.test(all[at - 2]?.lower ?? ''))
    return { to: at + 1, minutes: 0 }
  if (sign === "o'clock" || sign === 'uhr') return { to: at + 1, minutes: 0 }
  if (!sign.startsWith('時') || sign === '時間') return undefined
  const next = all[at + 1]
  return next?.kind === 'number' && all[at + 2]?.lower === '分'
    ? { to: at + 3, minutes: Number(next.text) }
    : { to: at + 1, minutes: 0 }
}
