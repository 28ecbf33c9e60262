import { describe, expect, it } from 'vitest'
import { tokens } from './tokens.js'

const parts = (text: string, vocabulary?: ReadonlySet<string>): string[] =>
  tokens(text, vocabulary).map(({ text: part }) => part)

describe('tokens', () => {
  it.each([
    ['The refund, please.', ['The', 'refund', ',', 'please', '.']],
    ["I can't; we won't, she isn't", ['I', 'can', 'not', ';', 'we', 'will', 'not', ',', 'she', 'is', 'not']],
    ["it's Anna's, they'll go, we've", ['it', 'Anna', ',', 'they', 'will', 'go', ',', 'we', 'have']],
    ["l'accord qu'il s'il", ['l', 'accord', 'qu', 'il', 'si', 'il']],
    ['follow-up on e-mail', ['follow', 'up', 'on', 'e', 'mail']],
    ['1,200.50 and 1 200 and 3.5', ['1,200.50', 'and', '1 200', 'and', '3.5']],
    ['2026-03-03 or 3/3/2026 at 14:30', ['2026-03-03', 'or', '3/3/2026', 'at', '14:30']],
    ['INV-20417, #12, v2.1.3, 3fa85f', ['INV-20417', ',', '#12', ',', 'v2.1.3', ',', '3fa85f']],
    [
      'mail a.b@c.example or https://x.example/y?z=1.',
      ['mail', 'a.b@c.example', 'or', 'https://x.example/y?z=1'],
    ],
    ['US$ 5, R$6', ['US$', '5', ',', 'R$', '6']],
    ['“don’t” ﬁx', ['“', 'do', 'not', '”', 'fix']],
    ['法務部に確認済み', ['法務部', 'に', '確認', '済み']],
  ])('of %s', (text, expected) => {
    expect(parts(text)).toEqual(expected)
  })

  it('parts a text without spaces by the words it is given, the longest first', () => {
    expect(parts('申請を却下しません', new Set(['申請', '却下', 'しません', 'ません']))).toEqual([
      '申請',
      'を',
      '却下',
      'しません',
    ])
  })

  it('counts sentences, but not at abbreviations and decimals', () => {
    const last = (text: string): number | undefined => tokens(text).at(-1)?.sentence
    expect(last('One. Two! Three')).toBe(2)
    expect(last('Dr. Lind pays 3.50 at 2 p.m. today')).toBe(0)
    expect(last('One\nTwo')).toBe(1)
  })

  it('knows the first word of a sentence, where a capital means nothing', () => {
    expect(
      tokens('Anna went. Ben stayed.')
        .filter(({ first }) => first)
        .map(({ text }) => text),
    ).toEqual(['Anna', 'Ben'])
  })
})
