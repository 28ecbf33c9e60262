import { afterEach, describe, expect, test } from 'vitest'
import { configure } from '../configure.js'
import { checkGuardWords, guardWords, setGuardWords } from './guard-words.js'
import { judgePair } from './judge-pair.js'

afterEach(() => {
  setGuardWords([])
})

const rules = (recorded: string, replayed: string): string[] =>
  judgePair({ recorded, replayed }, true).contradictions.map(({ rule }) => rule)

test('opposites of a user are opposites from then on, and no longer once they are taken back', () => {
  const texts = ['The account was frobbed today.', 'The account was unglued today.'] as const
  expect(rules(...texts)).not.toContain('polarity')
  configure({ words: [{ language: 'en', opposite: ['frobbed / unglued'] }] })
  expect(rules(...texts)).toContain('polarity')
  configure({ words: [] })
  expect(rules(...texts)).not.toContain('polarity')
})

test('a language of their own is known from then on', () => {
  const texts = [
    'Wniosek klienta został dzisiaj przyjęty.',
    'Wniosek klienta został dzisiaj odrzucony.',
  ] as const
  expect(judgePair({ recorded: texts[0], replayed: texts[1] }, true).language).toBe('unknown')
  configure({
    words: [{ language: 'pl', common: 'jest został i w', opposite: ['przyjęty / odrzucony'] }],
  })
  expect(judgePair({ recorded: texts[0], replayed: texts[1] }, true).language).toBe('pl')
  expect(rules(...texts)).toContain('polarity')
})

test('the list is the same each time, and not the one that was given', () => {
  const given = [{ language: 'en', alike: ['chargeback|dispute'] }]
  setGuardWords(given)
  given.pop()
  expect(guardWords()).toHaveLength(1)
  expect(guardWords()).toBe(guardWords())
})

describe('is refused:', () => {
  test.each<[string, unknown, string]>([
    ['no list', { language: 'en' }, 'must be a list of words by language'],
    ['no language', [{ alike: ['a|b'] }], 'number 1 of them is not'],
    ['a language without a name', [{ language: 'en' }, { language: '' }], 'number 2 of them is not'],
    ['words that are none', [{ language: 'en', alike: [1] }], 'number 1 of them is not'],
    ['marks that are none', [{ language: 'en', marks: { not: 1 } }], 'number 1 of them is not'],
    ['null', [null], 'number 1 of them is not'],
  ])('%s', (_what, words, message) => {
    expect(() => {
      checkGuardWords(words, 'configure()')
    }).toThrow(message)
  })
})
