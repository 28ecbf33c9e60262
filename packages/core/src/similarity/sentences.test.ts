import { describe, expect, test } from 'vitest'
import { sentencesOf } from './sentences.js'

describe('the sentences of a text', () => {
  test.each<[string, string, string[]]>([
    ['nothing', '', []],
    ['space', ' \n\t\n ', []],
    ['one', 'Refund approved', ['Refund approved']],
    ['several', 'One. Two! Three? Four', ['One.', 'Two!', 'Three?', 'Four']],
    ['numbers', 'It costs 3.50 euros. Pay.', ['It costs 3.50 euros.', 'Pay.']],
    ['abbreviations', 'Ask Dr. Smith of A.B. Corp. Today.', ['Ask Dr. Smith of A.B. Corp. Today.']],
    ['initials', 'J. R. Smith called. Bye.', ['J. R. Smith called.', 'Bye.']],
    ['lines', 'Name: Bob\nAge: 5', ['Name: Bob', 'Age: 5']],
    ['other line ends', 'One\r\nTwo\rThree\u2028Four', ['One', 'Two', 'Three', 'Four']],
    [
      'a wrapped line',
      'The refund\nwas approved.\nIt comes soon.',
      ['The refund was approved.', 'It comes soon.'],
    ],
    ['a small letter after an empty line', 'The refund\n\nwas approved.', ['The refund', 'was approved.']],
    ['items', '- one cat\n* two dogs\n• three cows', ['one cat', 'two dogs', 'three cows']],
    ['numbered items', '1. Stop. Wait.\n2) Go', ['1. Stop.', 'Wait.', '2) Go']],
    ['headings and quotations', '## Result\n> It works.', ['Result', 'It works.']],
    ['Japanese', '承認されました。五日以内に届きます。', ['承認されました。', '五日以内に届きます。']],
    ['Hindi', 'यह ठीक है। धन्यवाद।', ['यह ठीक है।', 'धन्यवाद।']],
    ['a text of dots', '. . .', ['. . .']],
  ])('%s', (_what, text, sentences) => {
    expect(sentencesOf(text)).toEqual(sentences)
  })

  test('a long text is cut where it would be cut anyway', () => {
    const sentences = Array.from(
      { length: 300 },
      (_, index) => `Dr. Who paid ${index}.50 to "U.S. Mail?" (No. ${index})!`,
    )
    const short = sentencesOf(sentences.slice(0, 3).join(' '))
    expect(sentencesOf(sentences.join(' '))).toHaveLength((short.length / 3) * 300)
    expect(sentencesOf(sentences.join(' ')).slice(0, short.length)).toEqual(short)
    expect(sentencesOf('a.B'.repeat(2_000))).toHaveLength(1)
    expect(sentencesOf('承認されました。'.repeat(1_000))).toEqual(Array(1_000).fill('承認されました。'))
  })

  test('nothing but space and marks is lost', () => {
    const text =
      'Dear Bob,\n\n1. Pay $5.00 now.\n2. Wait.\n\n- soon\n  - sooner\n\nBest, A. B. Smith (Dr.) and co.'
    const letters = (some: string) => some.replaceAll(/[^\p{L}\p{N}]/gu, '')
    expect(letters(sentencesOf(text).join(''))).toBe(letters(text))
  })
})
