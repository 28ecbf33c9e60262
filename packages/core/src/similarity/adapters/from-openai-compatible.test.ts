import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { embeddingScorer } from '../embedding-scorer.js'
import { startEmbeddings, type EmbeddingsAnswer } from '../testing/embeddings-server.js'
import { lettersOf } from '../testing/letter-embedder.js'
import { fromOpenAICompatible, type FromOpenAICompatibleOptions } from './from-openai-compatible.js'

const KEY = 'sk-test-0123456789abcdefghij'
const PAIR = [{ recorded: 'secret words', replayed: 'other' }]

function setKey(): string {
  vi.stubEnv('TEST_EMBEDDINGS_KEY', KEY)
  onTestFinished(() => {
    vi.unstubAllEnvs()
  })
  return 'TEST_EMBEDDINGS_KEY'
}

const embedderOf = (baseUrl: string, options: Partial<FromOpenAICompatibleOptions> = {}) =>
  fromOpenAICompatible({ baseUrl, model: 'letters', defaultMinSimilarity: 0.7, retryDelayMs: 1, ...options })

async function started(
  answers: (EmbeddingsAnswer | null | undefined)[] = [],
  options: Partial<FromOpenAICompatibleOptions> = {},
) {
  const server = await startEmbeddings(answers)
  const embedder = embedderOf(server.baseUrl, options)
  return { server, embedder, scorer: embeddingScorer(embedder, { cache: false }) }
}

describe('asks', () => {
  test('for all texts at once, and puts the answers in order', async () => {
    const { server, embedder } = await started()
    expect(await embedder.embed(['ab', 'c'])).toEqual([lettersOf('ab'), lettersOf('c')])
    expect(server.requests).toEqual([
      { url: '/v1/embeddings', authorization: undefined, body: { model: 'letters', input: ['ab', 'c'] } },
    ])
  })

  test('with the key of the variable, and for so many dimensions', async () => {
    const { server, embedder } = await started([], { apiKeyEnv: setKey(), dimensions: 26 })
    await embedder.embed(['a'])
    expect(server.requests).toEqual([
      {
        url: '/v1/embeddings',
        authorization: `Bearer ${KEY}`,
        body: { model: 'letters', input: ['a'], dimensions: 26 },
      },
    ])
  })

  test('at a URL with a slash at its end and a query', async () => {
    const { server } = await started()
    await embedderOf(`${server.baseUrl}/?api-version=1`).embed(['a'])
    expect(server.requests[0]?.url).toBe('/v1/embeddings?api-version=1')
  })

  test('a server that gives no index', async () => {
    const { embedder } = await started([{ body: { data: [{ embedding: [1] }, { embedding: [2] }] } }])
    expect(await embedder.embed(['a', 'b'])).toEqual([[1], [2]])
  })

  test('whatever fakes of fetch and of time are in place', async () => {
    const { embedder } = await started([{ status: 503 }])
    vi.stubGlobal('fetch', () => Promise.reject(new Error('the fake was called')))
    vi.useFakeTimers()
    onTestFinished(() => {
      vi.useRealTimers()
      vi.unstubAllGlobals()
    })
    expect(await embedder.embed(['a'])).toEqual([lettersOf('a')])
  })
})

test.each([
  [{}, (host: string) => `letters@${host}`],
  [{ dimensions: 3 }, (host: string) => `letters/3@${host}`],
  [{ id: 'mine' }, () => 'mine'],
])('is named by what decides its vectors: %j', async (options, id) => {
  const { server, embedder } = await started([], options)
  expect(embedder.id).toBe(id(server.host))
})

describe('asks again', () => {
  test.each([408, 429, 500, 502, 503, 529])('after %i', async (status) => {
    const { server, embedder } = await started([{ status }, { status }])
    expect(await embedder.embed(['a'])).toEqual([lettersOf('a')])
    expect(server.requests).toHaveLength(3)
  })

  test('as often as it may', async () => {
    const { server, scorer } = await started(
      Array.from({ length: 9 }, () => ({ status: 500 })),
      { retries: 2 },
    )
    await expect(scorer.score(PAIR)).rejects.toMatchObject({
      code: 'EMBEDDER_FAILED',
      message: `The server of the embedder "letters@${server.host}" answered 500.`,
    })
    expect(server.requests).toHaveLength(3)
  })

  test('after a timeout', async () => {
    const { server, embedder } = await started([null, undefined], { timeoutMs: 300 })
    expect(await embedder.embed(['a'])).toEqual([lettersOf('a')])
    expect(server.requests).toHaveLength(2)
  })

  test('not before the server allows it', async () => {
    const { embedder } = await started([{ status: 429, headers: { 'retry-after': '1' } }])
    const start = performance.now()
    await embedder.embed(['a'])
    expect(performance.now() - start).toBeGreaterThan(900)
  })

  test.each<[string, EmbeddingsAnswer]>([
    ['400', { status: 400 }],
    ['401', { status: 401 }],
    ['404', { status: 404 }],
    ['a redirect', { status: 302, headers: { location: '/elsewhere' } }],
    ['a wait of a day', { status: 429, headers: { 'retry-after': '86400' } }],
    ['a page', { body: '<html>' }],
  ])('never after %s', async (_what, answer) => {
    const { server, scorer } = await started([answer], { retries: answer.status === 302 ? 0 : 3 })
    await expect(scorer.score(PAIR)).rejects.toMatchObject({ code: 'EMBEDDER_FAILED' })
    expect(server.requests).toHaveLength(1)
  })
})

describe('what goes wrong is told without the key and the texts', () => {
  const echo = { error: { message: `Incorrect API key provided: ${KEY} for secret words`, code: KEY } }

  test.each<[string, EmbeddingsAnswer | null, RegExp]>([
    ['a refused key', { status: 401, body: echo }, /answered 401: it does not accept the key\.$/],
    ['a bad request', { status: 400, body: echo }, /answered 400\.$/],
    ['no JSON', { body: `${KEY} secret words` }, /answered something that is not JSON\.$/],
    ['other JSON', { body: echo }, /answered something else than embeddings\.$/],
    ['null', { body: 'null' }, /answered something else than embeddings\.$/],
    ['a list of nothing', { body: { data: [null, null] } }, /answered something else than embeddings\.$/],
    ['no answer', null, /did not answer within 200 ms\.$/],
    ['a redirect', { status: 302, headers: { location: `/${KEY}` } }, /could not be reached \(\w+/],
    ['half an answer', { headers: { 'content-length': '9999' } }, /did not answer|could not be reached/],
  ])('%s', async (_what, answer, message) => {
    const { scorer } = await started([answer], { apiKeyEnv: setKey(), retries: 0, timeoutMs: 200 })
    const error: unknown = await Promise.resolve(scorer.score(PAIR)).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'EMBEDDER_FAILED', message: expect.stringMatching(message) })
    const { inspect } = await import('node:util')
    expect(inspect(error, { depth: 9, showHidden: true })).not.toMatch(new RegExp(`${KEY}|secret words`))
  })

  test('no server', async () => {
    const { server, scorer } = await started([], { retries: 1 })
    await server.close()
    await expect(scorer.score(PAIR)).rejects.toThrow(
      `The server of the embedder "letters@${server.host}" could not be reached (ECONNREFUSED).`,
    )
  })
})

describe('a signal', () => {
  const reason = new Error('enough')

  test('ends a request under way', async () => {
    const { server, scorer } = await started([null])
    const controller = new AbortController()
    const asked = server.asked()
    const work = scorer.score(PAIR, { signal: controller.signal })
    await asked
    controller.abort(reason)
    await expect(work).rejects.toBe(reason)
  })

  test('ends a wait', async () => {
    const { server, embedder } = await started([{ status: 500 }], { retryDelayMs: 1_000_000 })
    const controller = new AbortController()
    const asked = server.asked()
    const work = embedder.embed(['a'], { signal: controller.signal })
    await asked
    await new Promise((resolve) => setTimeout(resolve, 50))
    controller.abort(reason)
    await expect(work).rejects.toBe(reason)
    expect(server.requests).toHaveLength(1)
  })

  test('of a sandbox is taken too', async () => {
    const { server, embedder } = await started([null])
    const foreign = new EventTarget() as EventTarget & Partial<AbortSignal>
    const signal = Object.assign(foreign, {
      aborted: false,
      throwIfAborted() {
        if (signal.aborted) throw reason
      },
    })
    const asked = server.asked()
    const work = embedder.embed(['a'], { signal: signal as AbortSignal })
    await asked
    signal.aborted = true
    signal.dispatchEvent(new Event('abort'))
    await expect(work).rejects.toBe(reason)
  })
})

describe('wrong use', () => {
  test.each<[object, string]>([
    [{ baseUrl: 'localhost:11434/v1' }, 'must be an http or https URL'],
    [{ baseUrl: 'file:///v1' }, 'must be an http or https URL'],
    [{ baseUrl: 'http://user:pass@host/v1' }, 'without user and password'],
    [{ baseUrl: undefined }, 'must be an http or https URL'],
    [{ model: '' }, 'model of fromOpenAICompatible() must be the name'],
    [{ apiKey: KEY }, 'has no option "apiKey"'],
    [{ timeoutMs: 0 }, 'timeoutMs of fromOpenAICompatible()'],
    [{ retries: -1 }, 'retries of fromOpenAICompatible() must be a whole number from 0, it is -1'],
    [{ dimensions: 0.5 }, 'dimensions must be a whole number'],
    [{ defaultMinSimilarity: '0.8' }, "from 0 to 1, it is '0.8'"],
  ])('%j', (options, message) => {
    const failure: Error = expect.objectContaining({
      code: 'INVALID_OPTION',
      message: expect.stringContaining(message),
    })
    expect(() => embedderOf('http://host/v1', options)).toThrow(failure)
  })

  test('a variable that is not set is named when it is needed', async () => {
    const { server, scorer } = await started([], { apiKeyEnv: 'NO_SUCH_VARIABLE' })
    await expect(scorer.score(PAIR)).rejects.toMatchObject({
      code: 'INVALID_OPTION',
      message:
        'The environment variable NO_SUCH_VARIABLE, which apiKeyEnv of fromOpenAICompatible() names, is not set.',
    })
    expect(server.requests).toEqual([])
  })

  test('a threshold that nobody knows is asked for when it is needed', () => {
    const embedder = fromOpenAICompatible({ baseUrl: 'http://host/v1', model: 'm' })
    expect(() => embeddingScorer(embedder, { cache: false }).defaultMinSimilarity).toThrow(
      'From which score on two texts are alike is not known for "m@host": every model has a threshold of its own. Give the rule a minSimilarity, or fromOpenAICompatible() a defaultMinSimilarity.',
    )
    expect({ ...embedder }).not.toHaveProperty('defaultMinSimilarity')
  })
})
