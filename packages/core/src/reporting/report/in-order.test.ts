import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sampleRow } from '../testing/sample-report.js'
import { filesInOrder, policiesInOrder, rowsInOrder } from './in-order.js'

const text = fc.constantFrom('a', 'b', 'B', 'ä')
const row = fc
  .record({ file: text, project: text, test: text, id: text }, { requiredKeys: ['id'] })
  .map((fields) => sampleRow(fields))

test('the order of rows does not depend on which came first', () => {
  fc.assert(
    fc.property(fc.array(row), fc.infiniteStream(fc.nat()), (rows, random) => {
      const shuffled = rows
        .map((one) => ({ one, by: random.next().value as number }))
        .sort((a, b) => a.by - b.by)
        .map(({ one }) => one)
      expect(rowsInOrder(shuffled)).toEqual(rowsInOrder(rows))
    }),
  )
})

test('rows are ordered by file, project, test, store and id; those of one place stay as they came', () => {
  const rows = [
    sampleRow({ file: 'b', id: '1' }),
    sampleRow({ file: 'a', test: 'u', id: '1' }),
    sampleRow({ file: 'a', test: 't', id: '2' }),
    sampleRow({ file: 'a', test: 't', id: '1', executionTimeMs: 9 }),
    sampleRow({ file: 'a', test: 't', id: '1', executionTimeMs: 3 }),
    sampleRow({ file: 'a', id: '3', store: 'dir:b' }),
    sampleRow({ file: 'a', id: '4', store: 'dir:a' }),
    sampleRow({ file: 'a', project: 'p', id: '0' }),
  ]
  expect(rowsInOrder(rows)).toEqual([6, 5, 3, 4, 2, 1, 7, 0].map((index) => rows[index]))
})

test('files too, and policies are there once each', () => {
  const file = (name: string, project?: string) => ({
    file: name,
    whole: true,
    ...(project === undefined ? {} : { project }),
  })
  expect(filesInOrder([file('b'), file('a', 'q'), file('a', 'p')])).toEqual([
    file('a', 'p'),
    file('a', 'q'),
    file('b'),
  ])
  const one = (hash: string, name: string) => ({ hash, policy: { name, rules: [] } })
  expect(policiesInOrder([one('2', 'n'), one('1', 'n'), one('3', 'm'), one('2', 'n')])).toEqual([
    one('3', 'm'),
    one('1', 'n'),
    one('2', 'n'),
  ])
})
