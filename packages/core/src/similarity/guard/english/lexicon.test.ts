import { expect, it } from 'vitest'
import { lexicon } from './lexicon.js'
import { stem } from './stem.js'

const shared = (a: string, b: string): boolean =>
  lexicon()
    .groups(stem(a))
    .some((group) => lexicon().groups(stem(b)).includes(group))

it.each([
  ['buy', 'purchase'],
  ['begin', 'start'],
  ['large', 'big'],
  ['mistake', 'error'],
])('%s means what %s means', (a, b) => {
  expect(shared(a, b)).toBe(true)
})

it('does not know that billing is legal', () => {
  expect(shared('billing', 'legal')).toBe(false)
})

it.each([
  ['increase', 'decrease'],
  ['accept', 'reject'],
  ['eligible', 'ineligible'],
  ['valid', 'invalid'],
  ['opened', 'unopened'],
])('%s is the opposite of %s', (a, b) => {
  expect([...lexicon().opposites(stem(a)), ...lexicon().opposites(stem(b))]).toEqual(
    expect.arrayContaining([expect.stringMatching(new RegExp(`^(?:${stem(a)}|${stem(b)})$`))]),
  )
})

it('takes no prefix off words that have none', () => {
  for (const word of ['uncle', 'union', 'unit', 'until', 'under'])
    expect(lexicon().opposites(stem(word))).not.toContain(word.slice(2))
})

it('tells verbs from other words', () => {
  expect([lexicon().isVerb(stem('decide')), lexicon().isVerb(stem('table'))]).toEqual([true, false])
})

it('is read once', () => {
  expect(lexicon()).toBe(lexicon())
})
