import { expect, test } from 'vitest'
import { sampleRow } from '../../src/reporting/testing/sample-report.js'
import { filterRows } from './filter-rows.js'
import { namedRows } from './named-rows.js'
import { changedRoute, formatRoute, parseRoute } from './route.js'

const tagged = (tags: Record<string, string>) => ({
  baseline: { hash: 'sha256:1', createdAt: '2026-01-01T00:00:00.000Z', tags },
})

test.each([
  ['#', {}],
  ['#replay=refunds/one', { replay: 'refunds/one' }],
  ['#replay=a+b&search=%26%23%25&tag=topic%3Dx', { replay: 'a b', search: '&#%', tag: 'topic=x' }],
])('the address %s is a route, and a route that address', (hash, route) => {
  expect(parseRoute(hash)).toEqual(route)
  expect(formatRoute(route)).toBe(hash)
})

test('an address may say anything', () => {
  expect(parseRoute('#__proto__=1&replay=&nothing&%E0%A4%A=1')).toEqual({})
  expect(changedRoute({ replay: 'a', search: 'b' }, { replay: undefined, search: '' })).toEqual({})
})

test('each row has a name of its own; what did not hold comes first, the worst before the rest', () => {
  const rows = [
    sampleRow({ id: 'a' }),
    sampleRow({ id: 'a', store: 'dir:other' }),
    sampleRow({ id: 'b', ok: false, verdict: 'mismatch' }),
    sampleRow({ id: 'c', ok: false, verdict: 'error' }),
    sampleRow({ id: 'd', ok: true, verdict: 'error' }),
  ]
  expect(namedRows(rows).map(({ key }) => key)).toEqual(['c', 'b', 'd', 'a', 'a~2'])
})

test('filters all count; a tag is a name with its value', () => {
  const rows = namedRows([
    sampleRow({ id: 'a', functionName: 'triage', policy: 'p', ...tagged({ topic: 'x' }) }),
    sampleRow({ id: 'b', functionName: 'triage', ok: false, verdict: 'miss', ...tagged({ topic: 'y' }) }),
    sampleRow({ id: 'c', functionName: 'reply', kind: 'recorded' }),
  ])
  const ids = (filters: Parameters<typeof filterRows>[1]) => filterRows(rows, filters).map(({ key }) => key)
  expect(ids({})).toEqual(['b', 'c', 'a'])
  expect(ids({ decision: 'triage', tag: 'topic=x' })).toEqual(['a'])
  expect(ids({ tag: 'topic=' })).toEqual([])
  expect(ids({ verdict: 'match' })).toEqual(['a'])
  expect(ids({ verdict: 'recorded' })).toEqual(['c'])
  expect(ids({ verdict: 'failed' })).toEqual(['b'])
  expect(ids({ policy: 'p' })).toEqual(['a'])
  expect(ids({ search: ' TRIAGE  topic=y ' })).toEqual(['b'])
})
