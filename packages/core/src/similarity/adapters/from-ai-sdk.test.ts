import { createOpenAI } from '@ai-sdk/openai'
import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { embeddingScorer } from '../embedding-scorer.js'
import { startEmbeddings, type EmbeddingsAnswer } from '../testing/embeddings-server.js'
import { lettersOf } from '../testing/letter-embedder.js'
import { fromAiSdk, type FromAiSdkOptions } from './from-ai-sdk.js'

const KEY = 'sk-test-0123456789abcdefghij'
const PAIR = [{ recorded: 'secret words', replayed: 'other' }]

/** In the order of the texts: the package passes over the index. */
const inOrder = (...texts: string[]): EmbeddingsAnswer => ({
  body: { data: texts.map((text) => ({ embedding: lettersOf(text) })) },
})

async function started(
  answers: (EmbeddingsAnswer | null | undefined)[] = [],
  options: FromAiSdkOptions = {},
) {
  const server = await startEmbeddings(answers)
  const model = createOpenAI({ baseURL: server.baseUrl, apiKey: KEY }).embedding('letters')
  const embedder = fromAiSdk(model, { defaultMinSimilarity: 0.7, retryDelayMs: 1, ...options })
  return { server, embedder, scorer: embeddingScorer(embedder, { cache: false }) }
}

describe('a model of the ai package', () => {
  test('embeds', async () => {
    const { server, embedder } = await started([inOrder('ab', 'c')])
    expect(embedder).toMatchObject({ id: 'letters@openai.embedding', defaultMinSimilarity: 0.7 })
    expect(await embedder.embed(['ab', 'c'])).toEqual([lettersOf('ab'), lettersOf('c')])
    expect(server.requests).toMatchObject([
      {
        url: '/v1/embeddings',
        authorization: `Bearer ${KEY}`,
        body: { model: 'letters', input: ['ab', 'c'] },
      },
    ])
  })

  test.each([429, 503])('is asked again after %i', async (status) => {
    const { server, embedder } = await started([{ status, body: {} }, inOrder('a')])
    expect(await embedder.embed(['a'])).toEqual([lettersOf('a')])
    expect(server.requests).toHaveLength(2)
  })

  test('is not asked again where that is of no use, and the error holds neither key nor text', async () => {
    const error = {
      error: { message: `Incorrect API key provided: ${KEY}`, type: 'x', code: 'invalid_api_key' },
    }
    const { server, scorer } = await started([{ status: 401, body: error }])
    const thrown: unknown = await Promise.resolve(scorer.score(PAIR)).catch((reason: unknown) => reason)
    expect(thrown).toMatchObject({
      code: 'EMBEDDER_FAILED',
      message: 'The server of the embedder "letters@openai.embedding" answered 401.',
    })
    expect(inspect(thrown, { depth: 9, showHidden: true })).not.toMatch(new RegExp(`${KEY}|secret words`))
    expect(server.requests).toHaveLength(1)
  })

  test('that cannot be reached is an error that holds neither', async () => {
    const { server, scorer } = await started([], { retries: 1 })
    await server.close()
    const thrown: unknown = await Promise.resolve(scorer.score(PAIR)).catch((reason: unknown) => reason)
    expect(thrown).toMatchObject({
      code: 'EMBEDDER_FAILED',
      message: 'The server of the embedder "letters@openai.embedding" could not be reached.',
    })
    expect(inspect(thrown, { depth: 9, showHidden: true })).not.toMatch(new RegExp(`${KEY}|secret words`))
  })

  test('stops when it is told to', async () => {
    const { server, scorer } = await started([null])
    const controller = new AbortController()
    const reason = new Error('enough')
    const asked = server.asked()
    const work = scorer.score(PAIR, { signal: controller.signal })
    await asked
    controller.abort(reason)
    await expect(work).rejects.toBe(reason)
  })
})

describe('what it says of itself is held to', () => {
  const modelOf = (maxEmbeddingsPerCall: unknown) => {
    const calls: string[][] = []
    const model = {
      specificationVersion: 'v2',
      provider: 'p',
      modelId: 'm',
      maxEmbeddingsPerCall: maxEmbeddingsPerCall as number,
      supportsParallelCalls: false,
      async doEmbed({ values }: { values: string[] }) {
        calls.push(values)
        return { embeddings: values.map(lettersOf) }
      },
    }
    return { model, calls }
  }

  test.each<[unknown, string[][]]>([
    [2, [['a', 'b'], ['c']]],
    [Promise.resolve(1), [['a'], ['b'], ['c']]],
    [undefined, [['a', 'b', 'c']]],
    [Infinity, [['a', 'b', 'c']]],
  ])('%s texts in one call', async (most, expected) => {
    const { model, calls } = modelOf(most)
    expect(await fromAiSdk(model).embed(['a', 'b', 'c'])).toEqual(['a', 'b', 'c'].map(lettersOf))
    expect(calls).toEqual(expected)
  })

  test('one id for one way to ask', () => {
    expect(fromAiSdk(modelOf(1).model, { id: 'mine' }).id).toBe('mine')
  })
})

test.each<[unknown, object, string]>([
  ['openai/text-embedding-3-small', {}, 'not its name'],
  [undefined, {}, 'not something else'],
  [createOpenAI({ apiKey: KEY }).chat('gpt'), {}, 'takes an embedding model'],
  [createOpenAI({ apiKey: KEY }).embedding('m'), { retry: 1 }, 'has no option "retry"'],
  [createOpenAI({ apiKey: KEY }).embedding('m'), { retries: 0.5 }, 'retries of fromAiSdk()'],
])('wrong use', (model, options, message) => {
  expect(() => fromAiSdk(model as never, options)).toThrow(message)
})
