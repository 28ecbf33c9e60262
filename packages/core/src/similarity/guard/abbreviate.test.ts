import { describe, expect, test } from 'vitest'
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

test('initials inside of a longer word are there already', () => {
  expect(abbreviate('a European Union of EURO', 'the EU')).toBe('a European Union of EURO')
  expect(abbreviate('a European Union of EURO', 'the EUROP')).toBe('a European Union of EURO')
  const six = 'Alpha Beta Chi Delta Eta Phi, or XABCDEPX'
  expect(abbreviate(six, 'ABCDEP')).toBe(six)
  expect(abbreviate('Ärzte Ohne Grenzen', 'ÄOG')).toBe('ÄOG')
})

test('of many initials the first twelve are looked for', () => {
  const others = Array.from({ length: 12 }, (_, index) => `X${String.fromCharCode(65 + index)}`)
  expect(abbreviate('the European Union', [...others.slice(1), 'EU'].join(' '))).toBe('the EU')
  expect(abbreviate('the European Union', [...others, 'EU'].join(' '))).toBe('the European Union')
})

describe('long texts, which take time in proportion to their length', () => {
  const many = Array.from({ length: 300_000 }, (_, index) =>
    [0, 1, 2, 3].map((place) => String.fromCharCode(65 + (Math.floor(index / 26 ** place) % 26))).join(''),
  )

  test.each([
    ['initials that are all there', [...many].reverse().join(' '), many.join(' ')],
    ['initials that are not there', 'a european union '.repeat(20_000), many.join(' ')],
    ['capitals without space', 'A'.repeat(300_000), many.join(' ')],
    ['heads that nearly fit', 'Alpha Alpha '.repeat(25_000), 'AAAAAB AAAAC AAAD AAE'],
  ])('%s', (_what, text, other) => {
    expect(abbreviate(text, other)).toBe(text)
  })

  test('the words are found at their end', () => {
    const text = 'we work for the '.repeat(20_000)
    expect(abbreviate(`${text}European Union`, 'the EU')).toBe(`${text}EU`)
  })
})
