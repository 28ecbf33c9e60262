import { afterEach, expect, test, vi } from 'vitest'
import { byPeople } from './by-people.js'
import type { PublicPair } from './public-pairs.js'

const WAYS = [
  { name: 'letters', scorer: 'lexical', guard: false },
  { name: 'letters + guard', scorer: 'lexical', guard: true },
] as const

const pair = (
  id: string,
  recorded: string,
  replayed: string,
  score: number,
  entailment?: string,
): PublicPair => ({
  ...{ id, recorded, replayed, score, entailment },
})

afterEach(() => {
  vi.restoreAllMocks()
})

async function printed(...pairs: PublicPair[]): Promise<string[][]> {
  const log = vi.spyOn(console, 'log').mockReturnValue()
  await byPeople(pairs, WAYS)
  return log.mock.calls.map(([line = '']) => (line as string).trim().split(/\s{2,}/))
}

test('a set with entailment: the correlation of scores, and what passes by kind', async () => {
  const rows = await printed(
    pair('1', 'The cat naps on the mat.', 'The cat naps on the mat', 5, 'ENTAILMENT, both ways'),
    pair('2', 'The cat naps on the mat.', 'The cat does not nap on the mat.', 3, 'CONTRADICTION'),
    pair('3', 'The cat naps on the mat.', 'Seven dogs dig holes.', 1, 'NEUTRAL'),
  )
  expect(rows).toEqual([
    [''],
    ['3 pairs', 'correlation', 'by another'],
    ['letters', '1.000', '0'],
    [''],
    ['Share that passes', 'n', 'letters', 'letters + guard'],
    ['CONTRADICTION', '1', '100 %', '0 %'],
    ['ENTAILMENT, both ways', '1', '100 %', '100 %'],
    ['NEUTRAL', '1', '0 %', '0 %'],
  ])
})

test('a set without: one row for all', async () => {
  const rows = await printed(
    pair('1', 'The cat naps on the mat.', 'Seven dogs dig holes.', 4),
    pair('2', 'The cat naps on the mat.', 'The cat naps on a mat.', 1),
  )
  expect(rows[2]).toEqual(['letters', '-1.000', '0'])
  expect(rows.at(-1)).toEqual(['all', '2', '50 %', '50 %'])
})
