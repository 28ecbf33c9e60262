import { describe, expect, test } from 'vitest'
import { createHash } from 'node:crypto'
import type { Embedder } from './embedder.js'
import { embeddingScorer } from './embedding-scorer.js'
import type { TextPair } from './scorer.js'
import { letterEmbedder, lettersOf } from './testing/letter-embedder.js'
import { memoryVectors } from './vectors/memory-vectors.js'

const pair = (recorded: string, replayed: string): TextPair => ({ recorded, replayed })

/** Each test has ids of its own: what is under way is shared by all of a process. */
let ids = 0
function scorerOf(embedder: Partial<Embedder> = {}, options: Parameters<typeof embeddingScorer>[1] = {}) {
  const letters = letterEmbedder({ id: `letters@${ids++}`, ...embedder })
  const cache = memoryVectors()
  return { letters, cache, scorer: embeddingScorer(letters, { cache, ...options }) }
}

describe('scores', () => {
  test('by the cosine, in the order of the pairs', async () => {
    const { scorer } = scorerOf()
    const scores = await scorer.score([pair('ab', 'ba'), pair('a', 'b'), pair('ab', 'a'), pair('aab', 'abb')])
    expect(scores).toEqual([1, 0, Math.SQRT1_2, 0.8].map((score) => expect.closeTo(score, 6)))
  })

  test.each<[string, number[], number[], number]>([
    ['opposite', [1, 0], [-1, 0], 0],
    ['away', [1, 0], [-1, 1], 0],
    ['large', [1e200, 1e200], [1e200, 1e200], 1],
    ['larger than single precision', [1e300, 0], [1, 1], Math.SQRT1_2],
    ['small', [1e-200, 0], [1e-250, 0], 1],
    ['whole', [3, 4], [6, 8], 1],
  ])('from 0 to 1: %s', async (_what, a, b, expected) => {
    const { scorer } = scorerOf({ embed: async (texts) => texts.map((text) => (text === 'a' ? a : b)) })
    const [score] = await scorer.score([pair('a', 'b')])
    expect(score).toBeCloseTo(expected, 6)
    expect(score).toBeLessThanOrEqual(1)
  })

  test('takes vectors of another realm and of any length', async () => {
    const { runInNewContext } = await import('node:vm')
    const given = runInNewContext('[new Float32Array([3, 4]), new Float64Array([3, 4])]')
    const { scorer } = scorerOf({ embed: async () => given })
    expect(await scorer.score([pair('a', 'b')])).toEqual([expect.closeTo(1, 6)])
  })

  test.each<[string, string, number]>([
    ['', '', 1],
    [' ', '\n', 1],
    ['', 'x', 0],
    ['x', ' \t', 0],
    ['same', 'same', 1],
    ['some  white\nspace ', 'some white space', 1],
    ['ｗｉｄｅ', 'wide', 1],
    ['e\u0301', '\u00e9', 1],
  ])('without the model: %j and %j', (recorded, replayed, score) => {
    const { scorer, letters } = scorerOf()
    expect(scorer.score([pair(recorded, replayed)])).toEqual([score])
    expect(letters.calls).toEqual([])
  })

  test('no pairs', () => {
    expect(scorerOf().scorer.score([])).toEqual([])
  })

  test('is what the embedder says of itself', () => {
    const { scorer, letters } = scorerOf({ supports: (text) => text !== 'no' })
    expect(scorer).toMatchObject({ id: letters.id, defaultMinSimilarity: 0.7 })
    expect([scorer.supports?.('yes'), scorer.supports?.('no')]).toEqual([true, false])
    expect(scorerOf().scorer.supports?.('anything')).toBe(true)
  })

  test('does not score what the embedder cannot read', () => {
    const { scorer, letters } = scorerOf({ supports: (text) => text !== 'no' })
    expect(() => scorer.score([pair('yes', 'no')])).toThrow(
      expect.objectContaining({ code: 'EMBEDDER_FAILED', message: expect.stringContaining('can read') }),
    )
    expect(letters.calls).toEqual([])
  })
})

describe('asks for each text once', () => {
  test('in one call, in batches of the size that the embedder names', async () => {
    const { scorer, letters } = scorerOf({ maxBatch: 2 })
    await scorer.score([pair('a', 'b'), pair('b', 'c'), pair('a', 'd'), pair('c', ' e ')])
    expect(letters.calls).toEqual([['a', 'b'], ['c', 'd'], ['e']])
  })

  test('64 at a time where it names none', async () => {
    const { scorer, letters } = scorerOf()
    await scorer.score(Array.from({ length: 65 }, (_, index) => pair(`a${index}`, 'b')))
    expect(letters.calls.map((texts) => texts.length)).toEqual([64, 2])
  })

  test('in calls one after the other: the second is synchronous', async () => {
    const { scorer, letters } = scorerOf()
    const first = await scorer.score([pair('ab', 'a')])
    expect(scorer.score([pair('ab', 'a')])).toEqual(first)
    expect(letters.calls).toHaveLength(1)
  })

  test('in calls at the same time, also of another scorer', async () => {
    const { scorer, letters } = scorerOf()
    const other = embeddingScorer(letters, { cache: false })
    const [one, two, three] = await Promise.all([
      scorer.score([pair('a', 'b')]),
      scorer.score([pair('a', 'b'), pair('a', 'c')]),
      other.score([pair('c', 'b')]),
    ])
    expect([one, two, three]).toEqual([[0], [0, 0], [0]])
    expect(letters.calls).toEqual([['a', 'b'], ['c']])
  })

  test('one batch after the other', async () => {
    let open = 0
    const { scorer } = scorerOf({
      maxBatch: 1,
      async embed(texts) {
        expect(++open).toBe(1)
        await new Promise((resolve) => setImmediate(resolve))
        open--
        return texts.map(lettersOf)
      },
    })
    await scorer.score([pair('a', 'b'), pair('c', 'd')])
  })

  test('again where nothing is kept', async () => {
    const { scorer, letters } = scorerOf({}, { cache: false })
    await scorer.score([pair('a', 'b')])
    await scorer.score([pair('a', 'b')])
    expect(letters.calls).toHaveLength(2)
  })

  test('again where what is kept has another number of dimensions', async () => {
    const { scorer, cache, letters } = scorerOf({ dimensions: 26 })
    const key = createHash('sha256').update('a').digest('hex')
    cache.put(letters.id, new Map([[key, new Float32Array([1])]]))
    await scorer.score([pair('a', 'b')])
    expect(letters.calls).toEqual([['a', 'b']])
  })
})

test('what is kept is found by the SHA-256 of the text, and by the model', async () => {
  const { scorer, cache, letters } = scorerOf()
  await scorer.score([pair(' a\n b', 'ｃ')])
  const key = (text: string) => createHash('sha256').update(text).digest('hex')
  const kept = cache.get(letters.id, [key('a b'), key('c'), key('d')])
  expect([...kept.keys()]).toEqual([key('a b'), key('c')])
  expect(cache.get('another', [key('c')]).size).toBe(0)
})

describe('offline', () => {
  test('scores what is kept, at once', async () => {
    const { scorer, cache, letters } = scorerOf()
    const scores = await scorer.score([pair('ab', 'a')])
    const offline = embeddingScorer(letters, { cache, offline: true })
    expect(offline.score([pair('ab', 'a'), pair('x', 'x')])).toEqual([...scores, 1])
    expect(letters.calls).toHaveLength(1)
  })

  test('is an error for anything else, which names the model and shows no text', () => {
    const { scorer, letters } = scorerOf({}, { offline: true })
    expect(() => scorer.score([pair('secret words', 'b')])).toThrow(
      expect.objectContaining({
        name: 'SimilarityError',
        code: 'VECTOR_MISSING',
        message: expect.stringMatching(
          `^2 of 2 texts have no cached vector of "${letters.id}"(?!.*secret words)`,
        ),
      }),
    )
    expect(letters.calls).toEqual([])
  })
})

describe('what an embedder gives is checked', () => {
  test.each<[string, unknown, string]>([
    ['nothing', undefined, 'gave no list of vectors'],
    ['too few', [[1]], 'gave 1 vectors for 2 texts'],
    ['too many', [[1], [1], [1]], 'gave 3 vectors for 2 texts'],
    ['texts', ['1', '1'], 'gave something that is not a vector'],
    ['two lengths', [[1, 2], [1]], 'gave a vector of 1 numbers where 2 are due'],
    ['no numbers', [[], []], 'zeros only'],
    ['NaN', [[1], [NaN]], 'something else than finite numbers'],
    ['infinity', [[1], [-Infinity]], 'something else than finite numbers'],
    ['numbers as texts', [['1'], ['2']], 'something else than finite numbers'],
    ['zeros', [[1], [0]], 'zeros only'],
  ])('%s', async (_what, given, message) => {
    const { scorer, cache, letters } = scorerOf({ embed: async () => given as never })
    await expect(scorer.score([pair('a', 'b')])).rejects.toMatchObject({
      name: 'SimilarityError',
      code: 'EMBEDDER_FAILED',
      message: expect.stringContaining(message),
    })
    expect(cache.get(letters.id, [createHash('sha256').update('a').digest('hex')]).size).toBe(0)
  })

  test('the number of dimensions that it names', async () => {
    const { scorer } = scorerOf({ dimensions: 25 })
    await expect(scorer.score([pair('a', 'b')])).rejects.toThrow(
      'gave a vector of 26 numbers where 25 are due',
    )
  })

  test('and that they do not change without dimensions being named', async () => {
    const { scorer, cache, letters } = scorerOf()
    await scorer.score([pair('a', 'b')])
    const other = embeddingScorer({ ...letters, embed: async () => [[1, 2, 3]] }, { cache })
    await expect(other.score([pair('a', 'c')])).rejects.toThrow('vectors of 26 and of 3 numbers')
  })
})

describe('an embedder that fails', () => {
  test('is an error that names it, and is asked again the next time', async () => {
    let fail = true
    const { scorer, letters } = scorerOf({
      async embed(texts) {
        if (fail) throw new TypeError('no connection')
        return texts.map(lettersOf)
      },
    })
    await expect(scorer.score([pair('a', 'b')])).rejects.toMatchObject({
      code: 'EMBEDDER_FAILED',
      message: `The embedder "${letters.id}" failed: no connection`,
      cause: expect.any(TypeError),
    })
    fail = false
    expect(await scorer.score([pair('a', 'b')])).toEqual([0])
  })

  test('keeps what it gave before, and is not asked for the rest', async () => {
    const asked: string[] = []
    const { scorer, cache, letters } = scorerOf({
      maxBatch: 1,
      async embed([text = '']) {
        asked.push(text)
        if (text === 'b') throw new Error('no more')
        return [lettersOf(text)]
      },
    })
    await expect(scorer.score([pair('a', 'b'), pair('c', 'd')])).rejects.toThrow('no more')
    expect(asked).toEqual(['a', 'b'])
    expect(cache.get(letters.id, [createHash('sha256').update('a').digest('hex')]).size).toBe(1)
  })

  test('also at once, and with what is no error', async () => {
    const { scorer } = scorerOf({
      embed() {
        throw 'plain text'
      },
    })
    await expect(scorer.score([pair('a', 'b')])).rejects.toThrow('failed: plain text')
  })
})

describe('a signal', () => {
  const reason = new Error('enough')

  /** Waits until it is released, or aborted. */
  function heldEmbedder() {
    let release = (): void => undefined
    const held = new Promise<void>((resolve) => (release = resolve))
    const signals: AbortSignal[] = []
    const embedder: Partial<Embedder> = {
      async embed(texts, { signal } = {}) {
        signals.push(signal!)
        await Promise.race([
          held,
          new Promise((resolve) => {
            signal!.addEventListener('abort', resolve)
          }),
        ])
        signal!.throwIfAborted()
        return texts.map(lettersOf)
      },
    }
    return { embedder, release, signals }
  }

  test('that is aborted beforehand keeps it from asking', async () => {
    const { scorer, letters } = scorerOf()
    await expect(scorer.score([pair('a', 'b')], { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
    expect(letters.calls).toEqual([])
  })

  test('reaches the embedder, and the batches after it do not begin', async () => {
    const { embedder, signals } = heldEmbedder()
    const { scorer } = scorerOf({ ...embedder, maxBatch: 1 })
    const controller = new AbortController()
    const work = scorer.score([pair('a', 'b')], { signal: controller.signal })
    await new Promise((resolve) => setImmediate(resolve))
    controller.abort(reason)
    await expect(work).rejects.toBe(reason)
    await new Promise((resolve) => setImmediate(resolve))
    expect(signals.map(({ aborted }) => aborted)).toEqual([true])
  })

  test('takes nothing from others who wait for the same text', async () => {
    const { embedder, release, signals } = heldEmbedder()
    const { scorer } = scorerOf(embedder)
    const controller = new AbortController()
    const first = scorer.score([pair('a', 'b')], { signal: controller.signal })
    const second = scorer.score([pair('b', 'a')])
    await new Promise((resolve) => setImmediate(resolve))
    controller.abort(reason)
    await expect(first).rejects.toBe(reason)
    release()
    expect(await second).toEqual([0])
    expect(signals).toHaveLength(1)
    expect(signals[0]?.aborted).toBe(false)
  })

  test('somebody who comes later asks anew', async () => {
    const { embedder, release, signals } = heldEmbedder()
    const { scorer } = scorerOf(embedder)
    const controller = new AbortController()
    const first = scorer.score([pair('a', 'b')], { signal: controller.signal })
    controller.abort(reason)
    const second = scorer.score([pair('a', 'b')])
    await expect(first).rejects.toBe(reason)
    release()
    expect(await second).toEqual([0])
    expect(signals.length).toBeLessThanOrEqual(2)
  })

  test('a batch that others still want goes on when the one before it is left', async () => {
    const { embedder, release } = heldEmbedder()
    const { scorer } = scorerOf({ ...embedder, maxBatch: 1 })
    const controller = new AbortController()
    const first = scorer.score([pair('a', 'b')], { signal: controller.signal })
    const second = scorer.score([pair('b', 'c')])
    await new Promise((resolve) => setImmediate(resolve))
    controller.abort(reason)
    await expect(first).rejects.toBe(reason)
    release()
    expect(await second).toEqual([0])
  })
})

describe('wrong use', () => {
  test.each<[string, unknown, unknown, string]>([
    ['no id', { id: '' }, {}, "An embedder's id must be a text, it is ''."],
    ['no function', { embed: 1 }, {}, "An embedder's embed must be a function."],
    [
      'a batch of none',
      { maxBatch: 0 },
      {},
      "An embedder's maxBatch must be a whole number from 1, it is 0.",
    ],
    ['no dimensions', { dimensions: 1.5 }, {}, 'dimensions must be a whole number'],
    ['an unknown option', {}, { offlin: true }, 'has no option "offlin"'],
    ['an option of another type', {}, { offline: 'yes' }, 'offline of embeddingScorer() must be a boolean'],
  ])('%s', (_what, embedder, options, message) => {
    expect(() => embeddingScorer(letterEmbedder(embedder as never), options as never)).toThrow(
      expect.objectContaining({ code: 'INVALID_OPTION', message: expect.stringContaining(message) }),
    )
  })
})
