import { expect, test } from 'vitest'
import { replayRow } from './replay-row.js'
import { sampleResult } from './testing/sample-result.js'
import { trialNotes } from './trial-notes.js'

const row = (snapshotId: string, passed: number, ok = true) =>
  replayRow(
    sampleResult({
      snapshotId,
      verdict: ok ? 'match' : 'mismatch',
      trials: { passed, total: 3, interval: [0.2, 0.94] },
    }),
    'replayed',
    ok,
  )

test('nothing without trials, nor of what failed, which says it itself', () => {
  expect(
    trialNotes([replayRow(sampleResult({ verdict: 'match' }), 'replayed', true), row('a', 1, false)]),
  ).toEqual([])
})

test('of each decision that held, first of those of which not all trials did', () => {
  expect(trialNotes([row('a', 3), row('b', 2)])).toEqual([
    'b: 2 of 3 trials matched (95% interval of the rate: 20% to 94%)',
    'a: 3 of 3 trials matched (95% interval of the rate: 20% to 94%)',
  ])
})

test.each([
  [3, '… and trials of 1 more decision'],
  [9, '… and trials of 7 more decisions'],
])('of %i decisions two are named', (count, last) => {
  const notes = trialNotes(Array.from({ length: count }, (_, index) => row(`n/${index}`, 3)))
  expect(notes).toHaveLength(3)
  expect(notes.at(-1)).toBe(last)
})
