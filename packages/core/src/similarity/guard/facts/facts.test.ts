import { describe, expect, it } from 'vitest'
import { analyse } from '../analyse.js'
import { wordLists } from '../words/index.js'
import { lookup } from '../words/lookup.js'

const side = (text: string, language = 'en') => {
  const list = wordLists.find((one) => one.language === language)
  return analyse(text, list && lookup(list))
}

describe('numbers', () => {
  const amounts = (text: string, language?: string) =>
    side(text, language).quantities.map(({ value, unit, soft }) => [
      Math.round(value * 100) / 100,
      unit,
      soft,
    ])

  it.each([
    ['1,200.50 dollars', [[1200.5, 'usd', false]]],
    [
      '$5k, €3m, 2 bn',
      [
        [5000, 'usd', false],
        [3_000_000, 'eur', false],
        [2e9, undefined, false],
      ],
    ],
    ['two hundred and fifty thousand', [[250_000, undefined, false]]],
    [
      'twenty-one of thirty',
      [
        [21, undefined, false],
        [30, undefined, false],
      ],
    ],
    ['one million two hundred thousand', [[1_200_000, undefined, false]]],
    ['two and a half hours', [[9000, 'time', false]]],
    ['half an hour', [[1800, 'time', false]]],
    ['a quarter of an hour', [[900, 'time', false]]],
    ['a third of users', [[33.33, 'percent', true]]],
    ['ninety-nine point nine percent', [[99.9, 'percent', false]]],
    ['one hour and thirty minutes', [[5400, 'time', false]]],
    ['four dollars and fifty cents', [[4.5, 'usd', false]]],
    [
      '18 months, 1.5 years',
      [
        [18, 'month', false],
        [18, 'month', false],
      ],
    ],
    ['3 business days', [[3, 'business day', false]]],
    ['within a week', [[604_800, 'time', true]]],
    ['one of them', [[1, undefined, true]]],
    ['no one, every one', []],
    ['-5 degrees', [[-5, 'degree', false]]],
    ['1. First', []],
    [
      '14 out of 20',
      [
        [14, undefined, false],
        [20, undefined, false],
      ],
    ],
  ])('%s', (text, expected) => {
    expect(amounts(text)).toEqual(expected)
  })

  it.each([
    ['1.200,50 Euro', 'de', [[1200.5, 'eur', false]]],
    ['zwei Wochen', 'de', [[1_209_600, 'time', false]]],
    ['une demi-heure', 'fr', [[1800, 'time', false]]],
    ['doce meses', 'es', [[12, 'month', false]]],
    ['R$ 120', 'pt', [[120, 'brl', false]]],
    ['пять рабочих дней', 'ru', [[5, 'business day', false]]],
    ['3,000円', 'ja', [[3000, 'jpy', false]]],
  ])('%s (%s)', (text, language, expected) => {
    expect(amounts(text, language)).toEqual(expected)
  })
})

describe('dates and times', () => {
  const moments = (text: string, language?: string) =>
    side(text, language).moments.map(({ year, month, day, minutes }) => [year, month, day, minutes])

  it.each([
    ['3 March 2026', [[2026, 3, 3, undefined]]],
    ['March 3rd, 2026', [[2026, 3, 3, undefined]]],
    ['the third of March', [[undefined, 3, 3, undefined]]],
    ['the thirty-first of December 2024', [[2024, 12, 31, undefined]]],
    ['2026-03-03', [[2026, 3, 3, undefined]]],
    ['March 2026', [[2026, 3, undefined, undefined]]],
    [
      '2 to 20 February',
      [
        [undefined, 2, 2, undefined],
        [undefined, 2, 20, undefined],
      ],
    ],
    [
      'June 4-7',
      [
        [undefined, 6, 4, undefined],
        [undefined, 6, 7, undefined],
      ],
    ],
    [
      '2 p.m., 14:30, 7.45 pm, noon',
      [14 * 60, 14 * 60 + 30, 19 * 60 + 45, 720].map((at) => [undefined, undefined, undefined, at]),
    ],
    ['quarter to four', [[undefined, undefined, undefined, 225]]],
    ['you may go', []],
    ['3/4', [[undefined, 4, 3, undefined]]],
    ['3/4 of it', []],
    ['no one under 18 may enter', []],
  ])('%s', (text, expected) => {
    expect(moments(text)).toEqual(expected)
  })

  it.each([
    [
      'am 15.03. um 14 Uhr',
      'de',
      [
        [undefined, 3, 15, undefined],
        [undefined, undefined, undefined, 840],
      ],
    ],
    [
      'le 3 mars à 15 h 30',
      'fr',
      [
        [undefined, 3, 3, undefined],
        [undefined, undefined, undefined, 930],
      ],
    ],
    ['a las cuatro de la tarde', 'es', [[undefined, undefined, undefined, 960]]],
    [
      '15 мая в 10 часов утра',
      'ru',
      [
        [undefined, 5, 15, undefined],
        [undefined, undefined, undefined, 600],
      ],
    ],
    [
      '3月10日午後3時',
      'ja',
      [
        [undefined, 3, 10, undefined],
        [undefined, undefined, undefined, 900],
      ],
    ],
  ])('%s (%s)', (text, language, expected) => {
    expect(moments(text, language)).toEqual(expected)
  })
})

it('reads ordinals, but no second of time and no third of something', () => {
  const values = (text: string) => side(text).ordinals.map(({ value }) => value)
  expect(values('the first, 2nd and third')).toEqual([1, 2, 3])
  expect(values('1 second, a third of it')).toEqual([])
})
