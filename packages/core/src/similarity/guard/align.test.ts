import { describe, expect, it } from 'vitest'
import { align } from './align.js'
import { analyse } from './analyse.js'
import { matchItems } from './match-items.js'
import { wordLists } from './words/index.js'
import { lookup } from './words/lookup.js'

function links(recorded: string, replayed: string, language = 'en'): string[] {
  const list = wordLists.find((one) => one.language === language)
  const [a, b] = [recorded, replayed].map((text) => analyse(text, list && lookup(list)))
  if (a === undefined || b === undefined) return []
  return align(a, b, language === 'en')
    .links.map((link) => `${a.words[link.a]?.text ?? ''} ${link.relation} ${b.words[link.b]?.text ?? ''}`)
    .sort()
}

describe('align', () => {
  it.each([
    ['the claim was approved', 'approval of the claim', ['approved same approval', 'claim same claim']],
    [
      'the customer bought it',
      'the client purchased it',
      ['bought alike purchased', 'customer alike client'],
    ],
    [
      'they turned down the offer',
      'they rejected the offer',
      ['offer same offer', 'turned down alike rejected'],
    ],
    ['the door is open', 'the door is closed', ['door same door', 'open opposite closed']],
    ['it is valid', 'it is invalid', ['valid opposite invalid']],
    ['the box, the box', 'the box', ['box same box']],
  ])('%s: %s', (a, b, expected) => {
    expect(links(a, b)).toEqual(expected)
  })

  it.each([
    [
      'Der Antrag wurde genehmigt',
      'Die Genehmigung des Antrags',
      'de',
      ['Antrag same Antrags', 'genehmigt alike Genehmigung'],
    ],
    [
      'ingresos insuficientes',
      'ingresos suficientes',
      'es',
      ['ingresos same ingresos', 'insuficientes opposite suficientes'],
    ],
    ['申請を承認', '申請を却下', 'ja', ['承認 opposite 却下', '申請 same 申請']],
  ])('%s: %s (%s)', (a, b, language, expected) => {
    expect(links(a, b, language)).toEqual(expected)
  })
})

describe('matchItems', () => {
  const match = (a: number[], b: number[]) => matchItems(a, b, (x, y) => x === y)

  it('takes each item once', () => {
    expect(match([1, 1, 2], [1, 2, 3])).toEqual({
      a: [1],
      b: [3],
      matched: [
        [1, 1],
        [2, 2],
      ],
    })
    expect(match([], [])).toEqual({ a: [], b: [], matched: [] })
  })

  it('does not compare all with all', () => {
    let count = 0
    const many = Array.from({ length: 5000 }, (_, index) => index)
    matchItems(many, [...many].reverse(), () => (count++, false))
    expect(count).toBeLessThan(5000 * 100)
  })
})
