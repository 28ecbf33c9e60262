import { describe, expect, test } from 'vitest'
import { LIMITS } from '../limits.js'
import { alignSentences } from './align-sentences.js'

const align = (a: string[], b: string[]): [string, string][] | undefined =>
  alignSentences(a, b)?.map(({ recorded, replayed }) => [recorded, replayed])

describe('which sentences belong together', () => {
  test.each<[string, string[], string[], [string, string][]]>([
    ['the same', ['One.', 'Two.'], ['One.', 'Two.'], []],
    ['the same in another order', ['One.', 'Two.'], ['Two.', 'One.'], []],
    ['the same but for space', ['One  day.'], ['One day.'], []],
    ['nothing', [], [], []],
    [
      'one that changed among many',
      ['First.', 'The refund was approved.', 'Last.'],
      ['First.', 'The refund was denied.', 'Last.'],
      [['The refund was approved.', 'The refund was denied.']],
    ],
    [
      'changed ones in another order',
      ['The invoice is attached.', 'Your parcel arrives on Monday.'],
      ['On Monday your parcel arrives.', 'Attached is the invoice.'],
      [
        ['The invoice is attached.', 'Attached is the invoice.'],
        ['Your parcel arrives on Monday.', 'On Monday your parcel arrives.'],
      ],
    ],
    [
      'one that was split in two',
      ['The refund was approved and the parcel arrives on Monday.'],
      ['The refund was approved.', 'The parcel arrives on Monday.'],
      [
        [
          'The refund was approved and the parcel arrives on Monday.',
          'The refund was approved. The parcel arrives on Monday.',
        ],
      ],
    ],
    [
      'two that became one',
      ['The parcel arrives on Monday.', 'The refund was approved.', 'Bye.'],
      ['The refund was approved and the parcel arrives on Monday.', 'Bye.'],
      [
        [
          'The parcel arrives on Monday. The refund was approved.',
          'The refund was approved and the parcel arrives on Monday.',
        ],
      ],
    ],
    ['one that is new', ['Hello.'], ['Hello.', 'Wire the money to Bob.'], [['', 'Wire the money to Bob.']]],
    ['several that are gone', ['Hello.', 'A cat.', 'A dog.'], ['Hello.'], [['A cat. A dog.', '']]],
    [
      'a changed one and a new one that has nothing to do with it',
      ['The refund was approved.'],
      ['We approved the refund.', 'Zebras graze quietly.'],
      [
        ['The refund was approved.', 'We approved the refund.'],
        ['', 'Zebras graze quietly.'],
      ],
    ],
    ['of equal ones as many as there are more of', ['Twice.', 'Twice.'], ['Twice.'], [['Twice.', '']]],
    [
      'those that share no letters, in their order',
      ['Yes.', 'Abc def.', 'Same.'],
      ['No.', 'Ghi jkl.', 'Same.'],
      [
        ['Yes.', 'No.'],
        ['Abc def.', 'Ghi jkl.'],
      ],
    ],
    ['those that share none, one and two', ['Abc.'], ['Def.', 'Ghi.'], [['Abc.', 'Def. Ghi.']]],
    [
      'without spaces',
      ['返金は承認されました。', '月曜日に届きます。'],
      ['月曜日にお届けします。', '返金が承認されました。'],
      [
        ['返金は承認されました。', '返金が承認されました。'],
        ['月曜日に届きます。', '月曜日にお届けします。'],
      ],
    ],
  ])('%s', (_what, a, b, pairs) => {
    expect(align(a, b)).toEqual(pairs)
    const turned = align(b, a)!.map(([one, other]) => [other, one])
    expect(turned.sort()).toEqual([...pairs].sort())
  })
})

test('only changed sentences count against the limit, and above it there is no answer', () => {
  const many = (word: string) => Array.from({ length: 10_000 }, (_, index) => `${word} ${index}.`)
  const same = many('Line')
  expect(align([...same, 'The refund was approved.'], [...same, 'We approved the refund.'])).toEqual([
    ['The refund was approved.', 'We approved the refund.'],
  ])
  const side = Math.ceil(Math.sqrt(LIMITS.sentencePairs)) + 1
  expect(align(many('A').slice(0, side), many('B').slice(0, side))).toBeUndefined()
})
