import { expect, test } from 'vitest'
import { duration, moment, percentile } from '../parts/numbers.js'
import { sampleReport, sampleRow } from '../../src/reporting/testing/sample-report.js'
import { decades, linearScale, logScale } from './scale.js'
import { thisRun } from './this-run.js'

test('places on axes', () => {
  const log = logScale([1, 1_000], [0, 300])
  expect([1, 10, 1_000, 0].map((value) => Math.round(log(value)))).toEqual([0, 100, 300, 0])
  const linear = linearScale([0, 4], [100, 0])
  expect([0, 1, 4].map(linear)).toEqual([100, 75, 0])
})

test('an axis begins and ends at powers of ten, and there are always two', () => {
  expect(decades([3, 250], 0.01)).toEqual({ domain: [1, 1_000], ticks: [1, 10, 100, 1_000] })
  expect(decades([0, 0], 0.01).domain).toEqual([0.01, 0.1])
  expect(decades([10], 0.01).domain).toEqual([10, 100])
})

test('numbers are said as people say them', () => {
  expect([0.42, 320, 1_400, 125_000].map(duration)).toEqual(['0.4 ms', '320 ms', '1.4 s', '2 min 5 s'])
  expect(moment('2026-11-26T21:10:00.000Z')).toBe('26 Nov 2026, 21:10 UTC')
  expect(moment('whenever')).toBe('whenever')
  expect([percentile([1, 2, 3, 4], 0.5), percentile([], 0.5)]).toEqual([2, undefined])
})

test('this run counts what was checked, not what was recorded', () => {
  const rows = [sampleRow(), sampleRow({ ok: false, verdict: 'miss' }), sampleRow({ kind: 'recorded' })]
  expect(thisRun({ run: sampleReport(), rows })).toMatchObject({ verdicts: { match: 1, miss: 1 }, failed: 1 })
})
