import { join } from 'node:path'
import { env, pipeline } from '@huggingface/transformers'
import { beforeAll, describe, expect, test } from 'vitest'
import { newFolder, temporaryFolder } from '../../store/testing/temporary-folder.js'
import { embeddingScorer } from '../embedding-scorer.js'
import { MODEL_MAX_LENGTH, writeEmbeddingModel, writeEntailmentModel } from '../testing/tiny-models.js'
import { fromTransformers } from './from-transformers.js'
import { nliScorer } from './nli-scorer.js'

/** A user's two lines for models on disk. */
const models = newFolder()
beforeAll(() => {
  env.allowRemoteModels = false
  env.localModelPath = models
  writeEmbeddingModel(join(models, 'tiny-embedder'), {
    refund: [1, 0, 0],
    repayment: [0.9, 0.1, 0],
    approved: [0, 1, 0],
    penguin: [0, 0, 1],
  })
  // A dog is an animal; an animal need not be a dog.
  writeEntailmentModel(join(models, 'tiny-nli'), { dog: 8, animal: 0, hound: 8 })
  writeEntailmentModel(join(models, 'other-labels'), { dog: 8 }, ['no', 'perhaps', 'yes'])
})

const load = (model: string) => async () => pipeline('feature-extraction', model, { dtype: 'fp32' })
const loadNli = (model: string) => async () => pipeline('text-classification', model, { dtype: 'fp32' })

describe('fromTransformers', () => {
  const embedder = fromTransformers(load('tiny-embedder'), { id: 'tiny', defaultMinSimilarity: 0.6 })

  test('embeds by the mean of the tokens, of length 1, padding not counted', async () => {
    const [one, two, three] = await embedder.embed([
      'refund',
      'refund approved refund approved refund',
      'Penguin',
    ])
    expect([...one!]).toEqual([1, 0, 0])
    expect([...two!]).toEqual([3, 2, 0].map((number) => expect.closeTo(number / Math.sqrt(13), 5)))
    expect([...three!]).toEqual([0, 0, 1])
  })

  test('scores texts', async () => {
    const scorer = embeddingScorer(embedder, { cache: false })
    const scores = await scorer.score([
      { recorded: 'refund approved', replayed: 'repayment approved' },
      { recorded: 'refund', replayed: 'penguin' },
    ])
    expect(scores).toEqual([expect.closeTo(0.99504, 4), expect.closeTo(0, 5)])
    expect(scorer.defaultMinSimilarity).toBe(0.6)
  })

  test('refuses a text that the model would cut', async () => {
    const scorer = embeddingScorer(embedder, { cache: false })
    const long = 'refund '.repeat(MODEL_MAX_LENGTH)
    await expect(
      scorer.score([{ recorded: `${long} approved`, replayed: `${long} penguin` }]),
    ).rejects.toMatchObject({
      code: 'EMBEDDER_FAILED',
      message: `The embedder "tiny" failed: a text has ${MODEL_MAX_LENGTH + 3} tokens, and the model reads ${MODEL_MAX_LENGTH}: use another scorer for texts as long as this`,
    })
  })

  test('a text of words that the model does not know is an error, not a score', async () => {
    const scorer = embeddingScorer(embedder, { cache: false })
    await expect(scorer.score([{ recorded: 'refund', replayed: 'zebra' }])).rejects.toThrow(
      'something else than finite numbers',
    )
  })

  test('loads the model with the first text, once, and again where that failed', async () => {
    let loads = 0
    const lazy = fromTransformers(
      async () => {
        if (++loads === 1) throw new Error('no such folder')
        return load('tiny-embedder')()
      },
      { id: 'lazy' },
    )
    expect(loads).toBe(0)
    await expect(lazy.embed(['refund'])).rejects.toThrow('no such folder')
    await Promise.all([lazy.embed(['refund']), lazy.embed(['penguin'])])
    expect(loads).toBe(2)
  })

  test('a model that is not there is an error that says where it was looked for', async () => {
    const missing = fromTransformers(load('not-there'), { id: 'missing', defaultMinSimilarity: 0.6 })
    const scorer = embeddingScorer(missing, { cache: false })
    await expect(scorer.score([{ recorded: 'a', replayed: 'b' }])).rejects.toMatchObject({
      code: 'EMBEDDER_FAILED',
      message: expect.stringContaining(join(models, 'not-there')),
    })
  })

  test('wrong use', () => {
    const { defaultMinSimilarity: _, ...rest } = { defaultMinSimilarity: 1, id: 'x' }
    expect(() => fromTransformers(load('x'), { ...rest, pooling: 'max' as never })).toThrow(
      "must be 'mean' or 'cls'",
    )
    expect(() => fromTransformers(load('x'), { id: '' })).toThrow("An embedder's id")
    expect(() => fromTransformers(load('x'), { id: 'x' }).defaultMinSimilarity).toThrow(
      'Give the rule a minSimilarity, or fromTransformers() a defaultMinSimilarity.',
    )
  })
})

describe('nliScorer', () => {
  const scorer = nliScorer(loadNli('tiny-nli'), { id: 'tiny-nli' })
  /** Probability of the third of three logits, of which the others are 0. */
  const share = (logit: number): number => Math.exp(logit) / (2 + Math.exp(logit))

  test('asks in both directions and takes the smaller', async () => {
    const scores = await scorer.score([
      { recorded: 'dog', replayed: 'hound' },
      { recorded: 'dog', replayed: 'animal' },
      { recorded: 'animal', replayed: 'dog' },
      { recorded: 'dog dog', replayed: 'dog animal' },
    ])
    expect(scores).toEqual(
      [share(4), share(-4), share(-4), share(-4)].map((score) => expect.closeTo(score, 5)),
    )
    expect(scorer.defaultMinSimilarity).toBe(0.5)
  })

  test.each<[string, string, number]>([
    ['same', 'same', 1],
    [' white  space', 'white space', 1],
    ['', '', 1],
    ['', 'dog', 0],
  ])('asks nothing for %j and %j', (recorded, replayed, score) => {
    const never = nliScorer(() => Promise.reject(new Error('asked')), { id: 'never' })
    expect(never.score([{ recorded, replayed }])).toEqual([score])
  })

  test('keeps the order, in batches', async () => {
    const small = nliScorer(loadNli('tiny-nli'), { id: 'small', maxBatch: 2 })
    const scores = await small.score([
      { recorded: 'dog', replayed: 'animal' },
      { recorded: 'x', replayed: 'x' },
      { recorded: 'dog', replayed: 'hound' },
      { recorded: '', replayed: 'x' },
      { recorded: 'hound', replayed: 'dog' },
    ])
    expect(scores.map((score) => score > 0.5)).toEqual([false, true, true, false, true])
  })

  test('takes the label of entailment by its name', async () => {
    const pair = [{ recorded: 'dog', replayed: 'dog dog' }]
    const other = nliScorer(loadNli('other-labels'), { id: 'other' })
    await expect(other.score(pair)).rejects.toMatchObject({
      name: 'SimilarityError',
      code: 'EMBEDDER_FAILED',
      message:
        'The model "other" failed: it has no label "entailment", only "no", "perhaps", "yes"; name that of entailment: nliScorer(load, { label })',
    })
    const named = nliScorer(loadNli('other-labels'), { id: 'other', label: 'Yes' })
    expect(await named.score(pair)).toEqual([expect.closeTo(share(-4), 5)])
  })

  test('refuses texts that the model would cut', async () => {
    const long = 'dog '.repeat(MODEL_MAX_LENGTH)
    await expect(scorer.score([{ recorded: long, replayed: `${long} animal` }])).rejects.toThrow(
      `tokens, and the model reads ${MODEL_MAX_LENGTH}`,
    )
  })

  test('stops where it is told to', async () => {
    const reason = new Error('enough')
    await expect(
      scorer.score([{ recorded: 'dog', replayed: 'hound' }], { signal: AbortSignal.abort(reason) }),
    ).rejects.toBe(reason)
  })

  test('logits that are not numbers are an error', async () => {
    const folder = temporaryFolder()
    writeEntailmentModel(join(folder, 'nan'), { dog: NaN, animal: 1 })
    const broken = nliScorer(
      async () =>
        pipeline('text-classification', join(folder, 'nan'), { dtype: 'fp32', local_files_only: true }),
      { id: 'nan' },
    )
    await expect(broken.score([{ recorded: 'dog', replayed: 'animal' }])).rejects.toThrow('not numbers')
  })

  test.each<[object, string]>([
    [{ id: '' }, 'id of nliScorer() must be a text'],
    [{ id: 'x', maxBatch: 0 }, 'maxBatch of nliScorer()'],
    [{ id: 'x', labels: 'y' }, 'has no option "labels"'],
    [{ id: 'x', defaultMinSimilarity: 2 }, 'from 0 to 1, it is 2'],
  ])('wrong use: %j', (options, message) => {
    expect(() => nliScorer(loadNli('x'), options as never)).toThrow(message)
  })
})
