import { afterEach, expect, test } from 'vitest'
import { setLimits } from '../../limits.js'
import { sampleSnapshot } from '../../store/testing/sample-snapshot.js'
import { sampleReport, sampleRow } from '../testing/sample-report.js'
import { pageData } from './page-data.js'

afterEach(() => {
  setLimits({})
})

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
    pageData(report, { history: [{ createdAt: '\u202e', verdicts: {}, failed: 0 }] }),
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
