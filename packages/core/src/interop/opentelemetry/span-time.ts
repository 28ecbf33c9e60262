import { RawNumber } from '../lossless/raw-number.js'

const NANOS_PER_MS = 1_000_000n
/** The last millisecond that a Date can tell. */
const MAX_MS = 8_640_000_000_000_000n

/** Nanoseconds since 1970, written as text or number; undefined for anything else, and for 0, which means unknown. */
function nanos(given: unknown): bigint | undefined {
  const text = given instanceof RawNumber ? given.lexeme : typeof given === 'number' ? String(given) : given
  if (typeof text !== 'string' || !/^\d{1,20}$/.test(text)) return undefined
  const value = BigInt(text)
  return value === 0n || value / NANOS_PER_MS > MAX_MS ? undefined : value
}

/** The start of a span in ISO 8601, to the millisecond. */
export function startTime(given: unknown): string | undefined {
  const start = nanos(given)
  return start === undefined ? undefined : new Date(Number(start / NANOS_PER_MS)).toISOString()
}

/** Milliseconds between two times; undefined where one is missing or they run backwards. */
export function duration(startGiven: unknown, endGiven: unknown): number | undefined {
  const [start, end] = [nanos(startGiven), nanos(endGiven)]
  return start === undefined || end === undefined || end < start ? undefined : Number(end - start) / 1e6
}
