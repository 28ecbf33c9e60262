import { describe, expect, test } from 'vitest'
import { judgePairs } from './judge-pairs.js'

/** Pairs of sentences, each at its place. */
const at = (...pairs: [string, string][]) =>
  pairs.map(([recorded, replayed], index) => ({ recorded, replayed, recordedAt: index, replayedAt: -index }))

const faults = (...pairs: [string, string][]): string[] =>
  judgePairs(at(...pairs), true).flatMap(({ contradictions }) => contradictions.map(({ rule }) => rule))

describe('pairs that contradict', () => {
  test('explain each other, each side in its own order', () => {
    const pairs: [string, string][] = [
      ['It costs 5 euros.', 'It takes 9 days.'],
      ['We pay.', 'We pay for it.'],
      ['It takes 9 days.', 'It costs 5 euros.'],
    ]
    const judged = judgePairs(at(...pairs), true)
    expect(judged.map(({ recorded, replayed }) => [recorded, replayed])).toEqual([
      ['We pay.', 'We pay for it.'],
      ['It costs 5 euros. It takes 9 days.', 'It costs 5 euros. It takes 9 days.'],
    ])
    expect(judged.flatMap(({ contradictions }) => contradictions)).toEqual([])
  })

  test('do not where together they contradict as well', () => {
    expect(faults(['It costs 5.', 'It costs 6.'], ['It takes 9.', 'It takes 8.'])).toEqual([
      'numbers',
      'numbers',
    ])
    expect(faults(['', 'A cat sleeps.'], ['', 'A dog barks.'])).toEqual(['content', 'content'])
  })

  test('are not explained by pairs that do not', () => {
    expect(faults(['', 'A cat sleeps.'], ['We pay.', 'We pay for it.'])).toEqual(['content'])
  })

  test('are not explained where items of a list changed places', () => {
    const swapped: [string, string][] = [
      ['1. Stop the engine', '2. Stop the engine'],
      ['2. Open the hatch', '1. Open the hatch'],
    ]
    expect(faults(...swapped)).toEqual(['numbers', 'numbers'])
    expect(judgePairs(at(...swapped), false).flatMap(({ contradictions }) => contradictions)).toEqual([])
    expect(judgePairs(at(...swapped), ['content']).flatMap(({ contradictions }) => contradictions)).toEqual(
      [],
    )
    expect(faults(['1. Stop the engine', '1) Stop the engine'], ['2. Go', 'Go'])).toEqual([])
  })

  test('are not explained where there are many', () => {
    const swapped = ([1, 2, 3, 4, 5, 6] as const).map((n): [string, string] => [
      `It is ${n}.`,
      `It is ${7 - n}.`,
    ])
    expect(faults(...swapped)).toHaveLength(6)
  })

  test('are not explained in a language without lists of words', () => {
    expect(faults(['თანხა 5.', 'დღე 9.'], ['დღე 9.', 'თანხა 5.'])).toEqual(['numbers', 'numbers'])
  })
})

describe('what a sentence says alone, sought in the whole of the other text', () => {
  const added: [string, string] = ['', 'Anna Petrova signs the lease on Monday.']
  const filler = 'We thank everybody for the patience. '
  const told = (length: number): string =>
    `${filler.repeat(Math.ceil(length / filler.length))}The lease is signed by Anna Petrova on Monday.`
  const judged = (whole: string, ...pairs: [string, string][]) =>
    judgePairs(at(...pairs), true, { recorded: whole, replayed: '' }).filter(
      ({ contradictions }) => contradictions.length > 0,
    )

  test('is found there, also behind much else', () => {
    expect(judged(told(0), added)).toEqual([])
    expect(judged(told(7_000), added)).toEqual([])
  })

  test('is not where nothing tells it', () => {
    expect(judged(filler.repeat(200), added)).toHaveLength(1)
  })

  test('is not sought in more than 8,000 characters', () => {
    expect(judged(told(9_000), added)).toHaveLength(1)
    expect(judged(told(2_000_000), added)).toHaveLength(1)
  })

  test('is not sought where many sentences lack something', () => {
    const many = Array.from({ length: 5 }, () => added)
    expect(judged(told(0), ...many.slice(0, 4))).toEqual([])
    expect(judged(told(0), ...many)).toHaveLength(5)
  })
})
