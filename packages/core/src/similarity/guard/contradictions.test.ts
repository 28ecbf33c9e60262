import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findContradictions } from './contradictions.js'
import { GUARD_RULES } from './guard-rules.js'
import type { MoreWords } from './words/merge-word-lists.js'

const rulesOf = (recorded: string, replayed: string): string[] =>
  findContradictions(recorded, replayed)
    .contradictions.map(({ rule }) => rule)
    .sort()

describe('what is told', () => {
  it('names the rule and the words at fault on either side', () => {
    expect(findContradictions('The refund is 50 dollars.', 'The refund is 500 dollars.')).toEqual({
      language: 'en',
      contradictions: [{ rule: 'numbers', recorded: '50 dollars', replayed: '500 dollars' }],
    })
  })

  it('shortens long words at fault', () => {
    const [found] = findContradictions('Send it to Anna.', `Send it to ${'B'.repeat(300)}.`).contradictions
    expect(found?.replayed.length).toBeLessThanOrEqual(80)
  })

  it('runs only the rules that are asked for', () => {
    const texts = [
      'The refund of 50 dollars was approved.',
      'The refund of 60 dollars was not approved.',
    ] as const
    expect(findContradictions(...texts, ['numbers']).contradictions.map(({ rule }) => rule)).toEqual([
      'numbers',
    ])
    expect(
      findContradictions(...texts, { rules: ['negation'] }).contradictions.map(({ rule }) => rule),
    ).toEqual(['negation'])
    expect(findContradictions(...texts, []).contradictions).toEqual([])
  })
})

describe('languages', () => {
  it.each([
    ['The refund is approved.', 'en'],
    ['Refund approved', 'en'],
    ['Der Antrag wurde abgelehnt.', 'de'],
    ['Votre demande est refusée.', 'fr'],
    ['La solicitud fue aprobada por el banco.', 'es'],
    ['O pedido foi aprovado pelo banco.', 'pt'],
    ['Заявка одобрена.', 'ru'],
    ['申請を承認しました。', 'ja'],
    ['Wniosek został odrzucony.', undefined],
    ['Η αίτηση απορρίφθηκε.', undefined],
    ['', undefined],
  ])('%s: %s', (text, language) => {
    expect(findContradictions(text, text).language).toBe(language)
  })

  it('compares numbers, codes and what one text has alone in a language without a list', () => {
    expect(rulesOf('Wniosek 20417 został odrzucony.', 'Wniosek 20471 został odrzucony.')).toContain('numbers')
    expect(rulesOf('Zobacz INV-20417 teraz.', 'Zobacz INV-20471 teraz.')).toContain('names')
    expect(
      rulesOf('Wniosek został odrzucony.', 'Wniosek został odrzucony. Proszę usunąć konto klienta.'),
    ).toContain('content')
  })
})

describe('words of a user', () => {
  const words: readonly MoreWords[] = [
    { language: 'en', opposite: ['frobnicate / defrost'], alike: ['flumox|bamboozle'] },
    {
      language: 'pl',
      common: 'został jest nie i w',
      marks: { not: 'nie' },
      opposite: ['przyjęty / odrzucony'],
    },
  ]

  it('are added to those of the language', () => {
    const texts = ['They frobnicate the unit.', 'They defrost the unit.'] as const
    expect(findContradictions(...texts, { words }).contradictions.map(({ rule }) => rule)).toEqual([
      'polarity',
    ])
    expect(
      findContradictions('They flumox the customer.', 'They bamboozle the client.', { words }).contradictions,
    ).toEqual([])
    expect(rulesOf('They flumox the customer.', 'They bamboozle the client.')).toEqual(['wording'])
  })

  it('bring a language of their own', () => {
    const { contradictions, language } = findContradictions(
      'Wniosek jest przyjęty.',
      'Wniosek jest odrzucony.',
      { words },
    )
    expect([language, contradictions[0]?.rule]).toEqual(['pl', 'polarity'])
    expect(
      findContradictions('Wniosek nie jest przyjęty.', 'Wniosek jest odrzucony.', { words }).contradictions,
    ).toEqual([])
  })
})

describe('on any text', () => {
  const word = fc.constantFrom(
    ...'The refund is not approved unless only 50 $ € 3 May 14:00 p.m. Anna by to from must may all some first , . ! ? \n it was because then'.split(
      ' ',
    ),
    ...[
      'Der',
      'nicht',
      'Antrag',
      'genehmigt',
      'refusé',
      'не',
      '承認',
      'ません',
      "can't",
      'A1-7',
      '😀',
      '\u0301',
      '-',
    ],
  )
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(word, { maxLength: 30 }).map((words) => words.join(' ')),
  )

  it('finds nothing between a text and itself', () => {
    fc.assert(fc.property(text, (one) => findContradictions(one, one).contradictions.length === 0))
    // Not only for the sake of the shortcut: other white space is another text.
    fc.assert(
      fc.property(fc.array(word, { maxLength: 30 }), (words) => {
        const one = words.join(' ')
        expect(findContradictions(one, `${one} `).contradictions).toEqual([])
      }),
    )
  })

  it('does not throw, and says the same of exchanged texts', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(rulesOf(a, b).every((rule) => (GUARD_RULES as readonly string[]).includes(rule))).toBe(true)
        const turned = findContradictions(b, a).contradictions.map((one) => ({
          ...one,
          recorded: one.replayed,
          replayed: one.recorded,
        }))
        expect(findContradictions(a, b).contradictions).toEqual(turned)
        expect(findContradictions(a, b).language).toBe(findContradictions(b, a).language)
      }),
    )
  })

  it.each([
    ['', 'The refund is approved.'],
    ['👍', '👎'],
    ['a', 'b'],
    ['{"a": [1, 2]}', '{"a": [1, 3]}'],
    ['if (a <= b) { c() }', 'if (a >= b) { c() }'],
  ])('takes %s and %s', (a, b) => {
    expect(() => findContradictions(a, b)).not.toThrow()
  })
})

describe('long texts', () => {
  const pieces = {
    words: 'approve the refund for Anna and not the 50 dollars if only ',
    negations: 'not ',
    digits: '1',
    lists: '1,',
    mails: 'a@',
    codes: 'A1-',
    marks: '. ',
    lines: '\n',
    dates: '3 to ',
    times: "o'clock ",
    numbers: 'hundred and ',
    steps: 'then a ',
    ideographs: '承認',
    kana: 'ません',
    accents: 'e\u0301',
  }

  it.each(Object.entries(pieces))('of %s take no more steps than their length allows', (_, piece) => {
    const work = (length: number): number =>
      countSteps(() => {
        const long = piece.repeat(Math.ceil(length / piece.length))
        findContradictions(long, `${long} x`)
      })
    work(1_000)
    expect(work(40_000)).toBeLessThan(work(10_000) * 8 + 1_000)
  })
})

/** Calls of `Map.prototype.get` and of `Array.prototype.at`: counted, not timed, for machines are noisy. */
function countSteps(run: () => void): number {
  let steps = 0
  const [get, at] = [Map.prototype.get, Array.prototype.at]
  Map.prototype.get = function (this: Map<unknown, unknown>, key: unknown) {
    steps++
    return get.call(this, key)
  }
  Array.prototype.at = function (this: unknown[], place: number) {
    steps++
    return at.call(this, place)
  }
  try {
    run()
  } finally {
    Map.prototype.get = get
    Array.prototype.at = at
  }
  return steps
}

it('keeps the licence of WordNet beside its data', () => {
  const licence = readFileSync(new URL('../../../data/WORDNET-LICENSE.txt', import.meta.url), 'utf8')
  expect(licence).toContain('WordNet 3.0 Copyright 2006 by Princeton University')
})
