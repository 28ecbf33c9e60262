import { describe, expect, test } from 'vitest'
import { localEmbedder } from './local-embedder.js'

/** The first eight numbers of each, as the weights of 0.2.0 give them. */
const GOLDEN: readonly [string, readonly number[]][] = [
  [
    'The refund was approved.',
    [-0.0189745, -0.0386925, 0.0521448, -0.054045, 0.0087359, 0.0056546, 0.0296952, -0.0073048],
  ],
  [
    'Ship it to Paris.',
    [-0.0574966, -0.0192023, 0.0576904, 0.0547328, 0.0017202, 0.0565977, 0.0522186, 0.0097811],
  ],
  ['hello', [0.0416783, -0.0223626, -0.0476075, -0.0492788, 0.0450711, -0.048594, 0.0493424, 0.014944]],
]

const embedder = localEmbedder()

async function vectorOf(text: string): Promise<Float32Array> {
  const [vector] = await embedder.embed([text])
  return vector as Float32Array
}

const cosine = (a: Float32Array, b: Float32Array): number =>
  a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0)

test('says what it is', () => {
  expect(embedder).toMatchObject({ id: 'use-lite@energetic-0.2.0', dimensions: 512, maxBatch: 32 })
  expect(embedder.defaultMinSimilarity).toBeGreaterThan(0)
})

test.each(GOLDEN)('gives the vector that it always gave: %s', async (text, start) => {
  const vector = await vectorOf(text)
  expect(vector).toHaveLength(512)
  for (const [index, value] of start.entries()) expect(Math.abs(vector[index]! - value)).toBeLessThan(1e-4)
})

test('a batch gives what single texts give, in their order, each of length 1', async () => {
  const texts = [...GOLDEN.map(([text]) => text), 'x', 'A long text. '.repeat(20)]
  // More than one batch.
  const many = Array.from({ length: 70 }, (_, index) => texts[index % texts.length]!)
  const vectors = (await embedder.embed(many)) as Float32Array[]
  expect(vectors).toHaveLength(70)
  const singles = new Map(await Promise.all(texts.map(async (text) => [text, await vectorOf(text)] as const)))
  for (const [index, vector] of vectors.entries()) {
    expect(cosine(vector, singles.get(many[index]!)!)).toBeCloseTo(1, 5)
    expect(Math.hypot(...vector)).toBeCloseTo(1, 5)
  }
})

test('unlike texts are apart, like texts near', async () => {
  const base = await vectorOf('The refund was approved.')
  const near = cosine(base, await vectorOf('The refund has been approved.'))
  const far = cosine(base, await vectorOf('Penguins live in the south.'))
  expect(near).toBeGreaterThan(0.9)
  expect(far).toBeLessThan(0.4)
})

test.each([
  ['whitespace', 'Ship it\n\n to\tParis. ', 'Ship it to Paris.'],
  ['no-break blanks', 'Ship it to Paris.', 'Ship it to Paris.'],
  ['quotes', 'It’s “done” – now', `It's "done" - now`],
  ['wide letters', 'ＯＫ', 'OK'],
])('%s make no difference', async (_what, one, other) => {
  expect(cosine(await vectorOf(one), await vectorOf(other))).toBeCloseTo(1, 6)
})

describe('what the model itself fails on', () => {
  test.each(['', ' ', '\n\t', '\u00a0'])('a blank text has no direction: %j', async (blank) => {
    const [before, vector, after] = await embedder.embed(['hello', blank, 'hello'])
    expect(vector).toStrictEqual(new Float32Array(512))
    expect(before).toStrictEqual(after)
  })

  test('no texts', async () => {
    expect(await embedder.embed([])).toEqual([])
  })

  test.each(['lone \ud800 surrogate', '__proto__ constructor toString', '\u0000'])('%j', async (text) => {
    expect(Math.hypot(...(await vectorOf(text)))).toBeCloseTo(1, 5)
  })

  test('a text that is too long is refused, not cut', async () => {
    await expect(embedder.embed(['word '.repeat(2_000)])).rejects.toThrow(
      'A text of 10000 characters is too long for use-lite@energetic-0.2.0: it reads 8000.',
    )
  })
})

describe('a signal', () => {
  test('that is aborted beforehand stops it before the model', async () => {
    const reason = new Error('enough')
    await expect(embedder.embed(['x'], { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
  })

  test('stops it between two batches', async () => {
    const controller = new AbortController()
    const reason = new Error('enough')
    const texts = Array.from({ length: 200 }, (_, index) => `text number ${index}`)
    const work = embedder.embed(texts, { signal: controller.signal })
    await vectorOf('something else, so that a batch can have begun')
    controller.abort(reason)
    await expect(work).rejects.toBe(reason)
  })
})

test('calls at the same time do not disturb one another', async () => {
  const texts = Array.from({ length: 12 }, (_, index) => `Ticket ${index} goes to team ${index % 5}.`)
  const apart = await Promise.all(texts.map(vectorOf))
  const [...together] = await embedder.embed(texts)
  for (const [index, vector] of apart.entries()) {
    expect(cosine(vector, together[index] as Float32Array)).toBeCloseTo(1, 5)
  }
})
