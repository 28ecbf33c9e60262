import { describe, expect, test } from 'vitest'
import { columnsOf, wrap } from './wrap.js'

describe('wrap', () => {
  test.each<[string, number, string[]]>([
    ['', 5, ['']],
    ['short', 5, ['short']],
    ['two words', 5, ['two', 'words']],
    ['two words', 9, ['two words']],
    ['  keeps its indentation', 10, ['  keeps', 'its', 'indentatio', 'n']],
    ['abcdefgh', 3, ['abc', 'def', 'gh']],
    ['a abcdefgh b', 4, ['a', 'abcd', 'efgh', 'b']],
    ['漢字漢字', 4, ['漢字', '漢字']],
    ['漢', 1, ['漢']],
    ['trailing   ', 8, ['trailing']],
  ])('%j in %i columns', (line, width, lines) => {
    expect(wrap(line, width)).toEqual(lines)
  })

  test('no letter is lost', () => {
    const text = 'the quick 茶色い fox jumped over e\u0301verything 🎉 and abcdefghijklmnopqrstuvwxyz'
    for (let width = 2; width < 40; width++) {
      expect(wrap(text, width).join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
      expect(Math.max(...wrap(text, width).map(columnsOf))).toBeLessThanOrEqual(width)
    }
  })
})
