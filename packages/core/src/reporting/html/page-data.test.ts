import { afterEach, describe, expect, test } from 'vitest'
import { setLimits } from '../../limits.js'
import { sampleSnapshot } from '../../store/testing/sample-snapshot.js'
import { sampleReport, sampleRow } from '../testing/sample-report.js'
import type { PastOutcome, PastRun } from '../history/run-history.js'
import { pageData } from './page-data.js'

afterEach(() => {
  setLimits({})
})

const BASELINE = { hash: 'sha256:1', createdAt: '2025-12-01T00:00:00.000Z', tags: {} }
/** A run of the n-th day of last December, of one decision. */
const past = (day: string, ok: boolean, outcome: Partial<PastOutcome> = {}): PastRun => ({
  ...{ createdAt: `2025-12-${day}T00:00:00.000Z`, commit: 'c', verdicts: { match: 1 } },
  ...{ held: ok ? 1 : 0, failed: ok ? 0 : 1 },
  outcomes: [
    {
      ...{ store: 'dir:decisions', id: 'a', baseline: BASELINE.hash, verdict: ok ? 'match' : 'mismatch', ok },
      executionTimeMs: 1,
      ...outcome,
    },
  ],
})
const unsteady = (outcome: Partial<PastOutcome> = {}): PastRun[] => [
  past('01', true, outcome),
  past('02', false, outcome),
  past('03', true, outcome),
  past('04', false, outcome),
]

const failed = { ok: false, verdict: 'violation' } as const

test('rows keep their order, and find their recording by store and id', () => {
  const rows = [
    sampleRow({ id: 'a' }),
    sampleRow({ id: 'b', ...failed }),
    sampleRow({ id: 'a', store: 'dir:other' }),
    sampleRow({ id: 'c' }),
  ]
  const snapshots = ['a', 'b'].map((id) => ({ id, store: 'dir:decisions', recorded: sampleSnapshot(id) }))
  const data = pageData(sampleReport({ rows }), { snapshots })
  expect(data.rows.map(({ id, recording }) => [id, recording])).toEqual([
    ['a', 1],
    ['b', 0],
    ['a', undefined],
    ['c', undefined],
  ])
  expect(data.recordings[1]?.inputs).toContain('ticket of a')
  expect(data.omittedRecordings).toBe(0)
})

test('where there is no room for all recordings, those of failures are kept and the others counted', () => {
  const ids = ['a', 'b', 'c', 'd']
  const rows = ids.map((id) => sampleRow({ id, ...(id === 'c' ? failed : {}) }))
  const snapshots = ids.map((id) => ({ id, store: 'dir:decisions', recorded: sampleSnapshot(id) }))
  setLimits({ pageRecordings: 300 })
  const data = pageData(sampleReport({ rows }), { snapshots })
  expect(data.rows.map(({ recording }) => recording)).toEqual([undefined, undefined, 0, undefined])
  expect(data.omittedRecordings).toBe(3)
  expect(data.recordings).toHaveLength(1)
})

test('every text of a report is printable, its names included', () => {
  const tags = { 'a\u202e': '\u0007' }
  const row = sampleRow({
    id: 'x\u2028',
    details: ['\u001b]8;;http://a\u0007link'],
    baseline: { hash: 'sha256:1', createdAt: '2026-01-01T00:00:00.000Z', tags },
  })
  const report = sampleReport({
    rows: [row],
    partial: '\u200bsome',
    policies: [{ hash: 'sha256:2', policy: { name: 'p\u202d', rules: [] } }],
  })
  const text = JSON.stringify(
    pageData(report, { history: [{ ...past('\u200e', true), createdAt: '\u200e' }] }),
  )
  expect(text).not.toMatch(/\p{Cf}|\p{Cc}|\p{Zl}|\\u001b|\\u0007(?!")/u)
  expect(text).toContain('\\\\u202e')
})

test('a name cannot reach the prototype', () => {
  const row = JSON.parse('{"id":"a","__proto__":{"polluted":true},"ok":true,"details":[]}') as never
  const data = pageData(sampleReport({ rows: [row] }), {})
  expect(Object.getPrototypeOf(data.rows[0])).toBe(Object.prototype)
  expect(({} as { polluted?: true }).polluted).toBeUndefined()
})

describe('the runs of before', () => {
  const report = sampleReport({ rows: [sampleRow({ id: 'a', baseline: BASELINE })] })

  test('are drawn, without what became of each decision', () => {
    const { history } = pageData(report, { history: unsteady() })
    expect(history).toHaveLength(4)
    expect(history[1]).toEqual({ createdAt: '2025-12-02T00:00:00.000Z', verdicts: { match: 1 }, failed: 1 })
  })

  test('are neither this one, which history keeps as well, nor later ones', () => {
    const [first, ...others] = unsteady()
    const history = [first!, { ...first!, createdAt: report.createdAt }]
    const later = others.map((one) => ({ ...one, createdAt: one.createdAt.replace('2025', '2026') }))
    const data = pageData(report, { history: [...history, ...later] })
    expect(data.history).toHaveLength(1)
    expect(data.rows[0]).not.toHaveProperty('flaky')
  })

  test.each<[string, Partial<PastOutcome>, object | undefined]>([
    ['of the same question', {}, { failed: 2, runs: 4 }],
    ['of another recording', { baseline: 'sha256:2' }, undefined],
    ['of another store', { store: 'dir:other' }, undefined],
    ['of another policy', { policy: 'p' }, undefined],
  ])('tell which decision is flaky: %s', (_name, outcome, flaky) => {
    expect(pageData(report, { history: unsteady(outcome) }).rows[0]?.flaky).toEqual(flaky)
  })
})
