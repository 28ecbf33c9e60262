import { expect, test } from 'vitest'
import { isBody } from './is-body.js'

test.each([
  '',
  'text',
  { lines: [] },
  { lines: ['a', ''] },
  { json: null },
  { json: { a: 1 }, indent: 2, newline: true },
  { base64: '' },
])('%j is a body', (value) => {
  expect(isBody(value)).toBe(true)
})

test.each([
  undefined,
  null,
  5,
  true,
  [],
  ['a'],
  {},
  { lines: 'a' },
  { lines: ['a', 1] },
  { base64: null },
  { text: 'a' },
])('%j is none', (value) => {
  expect(isBody(value)).toBe(false)
})
