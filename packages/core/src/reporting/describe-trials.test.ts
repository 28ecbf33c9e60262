import { expect, test } from 'vitest'
import { wilson } from '../replay/trials.js'
import { describeTrials } from './describe-trials.js'

test.each<[number, number, string]>([
  [0, 5, '0 of 5 trials matched (95% interval of the rate: 0% to 44%)'],
  [3, 5, '3 of 5 trials matched (95% interval of the rate: 23% to 89%)'],
  [5, 5, '5 of 5 trials matched (95% interval of the rate: 56% to 100%)'],
  [999, 1000, '999 of 1000 trials matched (95% interval of the rate: 99% to 100%)'],
])('%i of %i', (passed, total, text) => {
  expect(describeTrials({ trials: { passed, total, interval: wilson(passed, total) } })).toEqual([text])
})

test('one trial says nothing of a rate', () => {
  expect(describeTrials({})).toEqual([])
})
