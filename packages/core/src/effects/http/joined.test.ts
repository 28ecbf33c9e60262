import { expect, test } from 'vitest'
import { joined } from './joined.js'

test.each<[string, string[]]>([
  ['none', []],
  ['one', ['abc']],
  ['several', ['ab', '', 'c']],
])('%s of them come to the same as all of them in a row', (_case, texts) => {
  expect(joined(texts.map((text) => Buffer.from(text))).toString()).toBe(texts.join(''))
})

test('a single one is not copied', () => {
  const chunk = Buffer.alloc(10)
  expect(joined([chunk])).toBe(chunk)
})
