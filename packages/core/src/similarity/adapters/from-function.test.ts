import { expect, test } from 'vitest'
import { embeddingScorer } from '../embedding-scorer.js'
import { lettersOf } from '../testing/letter-embedder.js'
import { fromFunction } from './from-function.js'

const embed = (texts: readonly string[]) => texts.map(lettersOf)

test('any function is an embedder, also one that answers at once', async () => {
  const supports = (text: string) => text !== 'no'
  const embedder = fromFunction('letters@2', embed, {
    defaultMinSimilarity: 0,
    dimensions: 26,
    maxBatch: 3,
    supports,
  })
  expect(embedder).toMatchObject({
    id: 'letters@2',
    defaultMinSimilarity: 0,
    dimensions: 26,
    maxBatch: 3,
    supports,
  })
  expect(await embedder.embed(['ab'])).toEqual([lettersOf('ab')])
  const scorer = embeddingScorer(embedder, { cache: false })
  expect(await scorer.score([{ recorded: 'ab', replayed: 'ba' }])).toEqual([expect.closeTo(1, 6)])
})

test('it is given the signal', async () => {
  const { signal } = new AbortController()
  const given: unknown[] = []
  const embedder = fromFunction('f', (_texts, options) => {
    given.push(options.signal)
    return []
  })
  await embedder.embed([], { signal })
  await embedder.embed([])
  expect(given).toEqual([signal, undefined])
})

test('what it throws at once is a rejection', async () => {
  const embedder = fromFunction('f', () => {
    throw new RangeError('no')
  })
  await expect(embedder.embed(['a'])).rejects.toThrow(RangeError)
})

test('without a threshold of its own a rule has to give one', () => {
  expect(() => fromFunction('f', embed).defaultMinSimilarity).toThrow(
    expect.objectContaining({
      code: 'INVALID_OPTION',
      message: expect.stringMatching(
        /Give the rule a minSimilarity, or fromFunction\(\) a defaultMinSimilarity\.$/,
      ),
    }) as Error,
  )
})

test.each<[unknown, unknown, object, string]>([
  ['', embed, {}, "An embedder's id"],
  [undefined, embed, {}, "An embedder's id"],
  ['f', undefined, {}, "An embedder's embed must be a function"],
  ['f', embed, { minSimilarity: 1 }, 'has no option "minSimilarity"'],
  ['f', embed, { defaultMinSimilarity: NaN }, 'from 0 to 1, it is NaN'],
  ['f', embed, { maxBatch: -1 }, 'maxBatch must be a whole number'],
])('wrong use', (id, fn, options, message) => {
  expect(() => fromFunction(id as string, fn as never, options)).toThrow(message)
})
