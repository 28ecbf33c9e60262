import { expect, test } from 'vitest'
import { sampleResult } from '../reporting/testing/sample-result.js'
import { sampleSnapshot } from '../store/testing/sample-snapshot.js'
import { usageOf, usageOfAll } from './usage-of.js'

const usage = { inputTokens: 2, outputTokens: 1, totalTokens: 3 }
const replayed = (cost?: number) =>
  sampleResult({
    replayedSnapshot: sampleSnapshot('a', { usage: { ...usage, ...(cost === undefined ? {} : { cost }) } }),
  })

test('that of the replay, or of all its trials', () => {
  expect(usageOf(sampleResult())).toBeUndefined()
  expect(usageOf(replayed())).toEqual(usage)
  const trials = { passed: 1, total: 2, interval: [0, 1] as [number, number] }
  expect(usageOf({ ...replayed(), trials })).toEqual(usage)
  const all = { inputTokens: 4, outputTokens: 2, totalTokens: 6 }
  expect(usageOf({ ...replayed(), trials: { ...trials, usage: all } })).toEqual(all)
})

test('of several: those that are known, and a cost that all of them gave', () => {
  expect(usageOfAll([])).toBeUndefined()
  expect(usageOfAll([sampleResult()])).toBeUndefined()
  expect(usageOfAll([replayed(1), sampleResult(), replayed(0.5)])).toEqual({
    ...{ inputTokens: 4, outputTokens: 2, totalTokens: 6, cost: 1.5 },
  })
  expect(usageOfAll([replayed(1), replayed()])).not.toHaveProperty('cost')
})
