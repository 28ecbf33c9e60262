import { describe, expect, it } from 'vitest'
import { wordLists } from './index.js'
import { lookup } from './lookup.js'
import { mergeWordLists } from './merge-word-lists.js'
import { Phrases } from './phrases.js'

const plain = (lower: string): string => lower

describe('Phrases', () => {
  const find = (phrases: Phrases, text: string, opens = true) => {
    const words = text.split(' ')
    return phrases.longest(words, words, 0, opens)
  }

  it('finds the longest', () => {
    const phrases = new Phrases(plain)
    phrases.entry('no').marks.push('not')
    phrases.entry('no doubt').kind = 'nothing'
    expect(find(phrases, 'no doubt about it')?.kind).toBe('nothing')
    expect(find(phrases, 'no refund')?.marks).toEqual(['not'])
    expect(find(phrases, 'refund')).toBeUndefined()
  })

  it('says together what several say of the same words', () => {
    const phrases = new Phrases(plain)
    phrases.entry('lleg*').alike.push(1)
    phrases.entry('llegar*').alike.push(2)
    expect(find(phrases, 'llegará')?.alike).toEqual([1, 2])
    expect(find(phrases, 'llega')?.alike).toEqual([1])
  })

  it('asks for one form after `=`, and for the head of a clause after `^`', () => {
    const phrases = new Phrases((lower) => lower.slice(0, 4))
    phrases.entry('=large').marks.push('all')
    phrases.entry('^se').marks.push('if')
    expect(phrases.longest(['larg'], ['largely'], 0, true)).toBeUndefined()
    expect(phrases.longest(['larg'], ['large'], 0, true)?.marks).toEqual(['all'])
    expect(find(phrases, 'se', true)?.marks).toEqual(['if'])
    expect(find(phrases, 'se', false)).toBeUndefined()
  })
})

describe('word lists', () => {
  it.each(wordLists.map((list) => [list.language, list] as const))('%s is well formed', (_, list) => {
    const words = lookup(list)
    expect([...words.numbers.values(), ...words.ordinals.values()].every(Number.isFinite)).toBe(true)
    if (list.months !== '')
      expect(new Set(words.months.values())).toEqual(new Set([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]))
    for (const row of list.opposite) expect(row.split(' / ').length).toBeGreaterThanOrEqual(2)
    for (const text of [
      ...list.alike,
      ...list.opposite,
      ...list.exclusive,
      ...Object.values(list.marks),
      list.filler,
    ]) {
      expect(text).not.toMatch(/\|\||^\||\|$| {2}|\| | \|/)
    }
  })

  it('take the words of a user, each kind in its own way', () => {
    const [first, english] = mergeWordLists(wordLists.slice(0, 1), [
      { language: 'pl', common: 'nie jest' },
      {
        language: 'en',
        common: 'foo',
        marks: { not: 'nope', 'not may': 'verboten' },
        alike: ['a|b'],
        units: 'stone=stones',
      },
      { language: 'en', talk: 'bar' },
    ])
    expect([first?.language, first?.common, first?.alike]).toEqual(['pl', 'nie jest', []])
    expect(english?.language).toBe('en')
    expect(english?.common.endsWith(' foo')).toBe(true)
    expect(english?.marks['not']?.endsWith('|nope')).toBe(true)
    expect(english?.marks['not may']?.endsWith('|verboten')).toBe(true)
    expect(english?.alike.at(-1)).toBe('a|b')
    expect(english?.talk.endsWith(' bar')).toBe(true)
  })

  it('are merged once', () => {
    const more = [{ language: 'en', talk: 'bar' }]
    expect(mergeWordLists(wordLists, more)).toBe(mergeWordLists(wordLists, more))
  })
})
