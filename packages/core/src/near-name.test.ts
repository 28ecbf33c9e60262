import { expect, test } from 'vitest'
import { didYouMean, nearName } from './near-name.js'

const KNOWN = ['exactMatch', 'maxIncreasePercent', 'withinRange']

test.each([
  ['exactmatch', 'exactMatch'],
  ['exact', undefined],
  ['withinRnage', 'withinRange'],
  ['maxIncreasePct', 'maxIncreasePercent'],
  ['semanticSimilarity', undefined],
  ['', undefined],
])('%j may be %j', (wanted, near) => {
  expect(nearName(wanted, KNOWN)).toBe(near)
})

test('in words', () => {
  expect(didYouMean('exactMatsh', KNOWN)).toBe(' Did you mean "exactMatch"?')
  expect(didYouMean('exactMatch', KNOWN)).toBe('')
  expect(didYouMean('what', KNOWN)).toBe('')
})
