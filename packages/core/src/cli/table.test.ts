import { describe, expect, test } from 'vitest'
import { table } from './table.js'
import { textWidth } from './text-width.js'

const cells = (...texts: string[]) => texts.map((text) => ({ text }))

describe('a table', () => {
  test('lines its columns up', () => {
    expect(table([cells('a', 'bb', 'c'), cells('aaa', 'b', '')], 80)).toEqual(['  a    bb  c', '  aaa  b'])
  })

  test('pads by what is seen, not by the codes of colours', () => {
    const red = { text: 'a', paint: (text: string) => `<red>${text}</red>` }
    expect(table([[red, { text: 'x' }], cells('日本', 'y')], 80)).toEqual([
      '  <red>a</red>     x',
      '  日本  y',
    ])
  })

  test('that is too wide has a block for each row, wrapped between cells', () => {
    expect(table([cells('refunds/gold', 'triage', '', 'gpt-5', 'team=refunds'), cells('b')], 20)).toEqual([
      '  refunds/gold',
      '    triage  gpt-5',
      '    team=refunds',
      '  b',
    ])
  })

  test('of nothing is nothing', () => {
    expect(table([], 80)).toEqual([])
  })
})

test.each([
  ['', 0],
  ['plain', 5],
  ['é', 1],
  ['e\u0301', 1],
  ['日本語', 6],
  ['한국', 4],
  ['🎉', 2],
])('%j is %i wide', (text, width) => {
  expect(textWidth(text)).toBe(width)
})
