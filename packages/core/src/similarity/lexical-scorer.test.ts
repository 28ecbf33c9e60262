import { describe, expect, test } from 'vitest'
import { lexicalScorer } from './lexical-scorer.js'

const score = (recorded: string, replayed: string): number =>
  (lexicalScorer.score([{ recorded, replayed }]) as number[])[0]!

test.each<[string, string, number]>([
  ['', '', 1],
  ['', 'x', 0],
  ['x', '', 0],
  [' \n', '', 1],
  ['👍', '👍', 1],
  ['👍', '👎', 0],
  ['...', '!', 0],
  ['Same text.', 'Same  text.', 1],
])('%j and %j: %d', (a, b, expected) => {
  expect(score(a, b)).toBe(expected)
})

/** [recorded, means the same, speaks of the same and says something else] */
const TEXTS: [string, string, string][] = [
  [
    'The refund was approved and will arrive within five days.',
    'We approved your refund; expect it within five days.',
    'Your parcel was delivered to a neighbour yesterday.',
  ],
  [
    'The ticket was routed to the billing team.',
    'We sent this ticket to billing.',
    'A technician will visit your home on Monday.',
  ],
  [
    'Der Antrag wurde genehmigt und wird bald ausgezahlt.',
    'Wir haben den Antrag genehmigt, die Auszahlung erfolgt bald.',
    'Das Paket liegt seit gestern bei den Nachbarn.',
  ],
  [
    '返金は承認されました。五日以内に届きます。',
    '返金が承認されましたので、五日以内にお届けします。',
    '返金には領収書の写しが必要になります。',
  ],
  [
    'Заявка одобрена и будет оплачена завтра.',
    'Мы одобрили заявку, оплата будет завтра.',
    'Заявка подана от имени другой компании.',
  ],
  ['退款已获批准，将在五天内到账。', '退款申请已批准，五天内到账。', '退款需要您提供购买时的发票照片。'],
  [
    '환불이 승인되었으며 5일 이내에 도착합니다.',
    '환불을 승인했습니다. 5일 안에 도착합니다.',
    '환불을 받으려면 영수증 사본이 필요합니다.',
  ],
]

describe('its own threshold tells texts that say the same from others, in every script', () => {
  test.each(TEXTS)('%s', (recorded, same, other) => {
    expect(score(recorded, same)).toBeGreaterThanOrEqual(lexicalScorer.defaultMinSimilarity)
    expect(score(recorded, other)).toBeLessThan(lexicalScorer.defaultMinSimilarity)
  })
})

test('one score for each pair, in their order', () => {
  const pairs = TEXTS.map(([recorded, replayed]) => ({ recorded, replayed }))
  expect(lexicalScorer.score(pairs)).toEqual(pairs.map(({ recorded, replayed }) => score(recorded, replayed)))
  expect(lexicalScorer.score([])).toEqual([])
})
