import { expect, test } from 'vitest'
import { lettersApart } from './letters-apart.js'

test.each([
  ['', '', 0],
  ['', 'abc', 3],
  ['kitten', 'sitting', 3],
  ['crm.lookUp', 'CRM.lookup', 0],
  ['load', 'laod', 2],
  ['load', 'loads', 1],
  ['load', 'oad', 1],
])('%j and %j: %i', (from, to, apart) => {
  expect(lettersApart(from, to)).toBe(apart)
  expect(lettersApart(to, from)).toBe(apart)
})
