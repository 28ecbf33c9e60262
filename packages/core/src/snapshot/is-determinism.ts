import { isFields } from './is-fact.js'

/** Whether a value has the shape of `Determinism`: a replay relies on it. */
export function isDeterminism(value: unknown): boolean {
  if (!isFields(value)) return false
  const { seed, clock, performance, env } = value
  return (
    (seed === undefined || (typeof seed === 'string' && /^[\da-f]{64}$/.test(seed))) &&
    (clock === undefined || isReadings(clock, (start) => !Number.isNaN(Date.parse(String(start))))) &&
    (performance === undefined || isReadings(performance, Number.isFinite)) &&
    (env === undefined ||
      (isFields(env) && Object.values(env).every((item) => item === null || typeof item === 'string')))
  )
}

function isReadings(value: unknown, isStart: (start: unknown) => boolean): boolean {
  if (!isFields(value)) return false
  const { start, readings } = value
  return isStart(start) && Array.isArray(readings) && readings.every(isReading)
}

function isReading(value: unknown): boolean {
  if (!Array.isArray(value) || value.length !== 3) return false
  const [contacts, sinceStart, times] = value as unknown[]
  return isCount(contacts, 0) && Number.isFinite(sinceStart) && isCount(times, 1)
}

function isCount(value: unknown, least: number): boolean {
  return Number.isSafeInteger(value) && (value as number) >= least
}
