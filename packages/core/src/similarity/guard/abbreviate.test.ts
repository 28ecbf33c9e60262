import { expect, test } from 'vitest'
import { abbreviate } from './abbreviate.js'

test.each([
  ['for European Union tenants', 'for EU tenants', 'for EU tenants'],
  ['the Vice President of Engineering', 'the VP of Engineering', 'the VP of Engineering'],
  ['the statement of work', 'the SOW', 'the statement of work'],
  ['Ask, European, Union', 'Ask the EU', 'Ask, European, Union'],
  ['the EU and the European Union', 'the EU', 'the EU and the European Union'],
  ['for tenants', 'for EU tenants', 'for tenants'],
])('%s, by %s', (text, other, expected) => {
  expect(abbreviate(text, other)).toBe(expected)
})
