import { expect, test } from 'vitest'
import { RawNumber } from '../lossless/raw-number.js'
import { duration, startTime } from './span-time.js'

test.each<[given: unknown, time: string | undefined]>([
  ['1767225600123456789', '2026-01-01T00:00:00.123Z'],
  ['1767225600123999999', '2026-01-01T00:00:00.123Z'],
  [new RawNumber('1767225600123456789'), '2026-01-01T00:00:00.123Z'],
  [1_000_000, '1970-01-01T00:00:00.001Z'],
  ['1', '1970-01-01T00:00:00.000Z'],
  ['0', undefined],
  [0, undefined],
  ['', undefined],
  ['-5', undefined],
  ['2026-01-01', undefined],
  [1.5, undefined],
  [1.7672256001234568e22, undefined],
  [undefined, undefined],
  [null, undefined],
  [{}, undefined],
  ['99999999999999999999', '5138-11-16T09:46:39.999Z'],
])('%j starts at %s', (given, time) => {
  expect(startTime(given)).toBe(time)
})

test.each<[start: unknown, end: unknown, ms: number | undefined]>([
  ['1767225600000000000', '1767225600000000001', 1e-6],
  ['1767225600000000000', '1767225601500000000', 1500],
  ['1767225600000000000', '1767225600000000000', 0],
  ['1767225600000000001', '1767225600000000000', undefined],
  ['1767225600000000000', undefined, undefined],
  ['0', '1767225600000000000', undefined],
])('from %j to %j are %s milliseconds', (start, end, ms) => {
  expect(duration(start, end)).toBe(ms)
})
