import Anthropic from '@anthropic-ai/sdk'
import { LIMITS, setLimits } from '../limits.js'
import { startHttpServer } from '@retrial/fixtures'
import OpenAI from 'openai'
import { afterEach, describe, expect, test } from 'vitest'
import { decision } from '../decision/decision.js'
import { effect } from '../decision/effect.js'
import { freshName } from '../effects/testing/round-trip.js'
import { capture } from '../recording/capture.js'
import type { DecisionSnapshot } from '../snapshot/types.js'
import { openStore } from '../store/open-store.js'
import { ReplayEngine } from './replay-engine.js'
import type { ReplayResult } from './types.js'

const CHAT = { model: 'm', messages: [{ role: 'user' as const, content: 'refund?' }] }
const MESSAGE = { ...CHAT, max_tokens: 10 }
const NEVER_MS = 60_000
const ANSWERS: Record<string, unknown> = {
  '/v1/chat/completions': {
    id: 'c',
    object: 'chat.completion',
    model: 'm',
    choices: [{ index: 0, message: { role: 'assistant', content: 'yes' } }],
  },
  '/v1/messages': {
    id: 'm',
    type: 'message',
    role: 'assistant',
    model: 'm',
    content: [{ type: 'text', text: 'yes' }],
    usage: { input_tokens: 1, output_tokens: 1 },
  },
}

let code: (url: string) => unknown = () => undefined
let attempts = 0
afterEach(() => {
  attempts = 0
  setLimits({})
})

/** Records the first piece of code against a server that stays up, and replays the second in its place. */
async function swap(
  recording: (url: string) => unknown,
  replaying: (url: string) => unknown,
  timeoutMs = 10_000,
): Promise<{ result: ReplayResult; ms: number; reached: number; snapshot: DecisionSnapshot }> {
  const decided = decision(freshName(), async (url: string) => code(url))
  let reached = 0
  const server = await startHttpServer((request, response) => {
    reached++
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(ANSWERS[request.url!] ?? { path: request.url }))
  })
  const store = await openStore('memory:')
  code = recording
  const { snapshot } = await capture(() => decided(server.url), { store })
  reached = 0
  code = replaying
  const started = performance.now()
  const result = await new ReplayEngine(store, { timeoutMs }).replay(snapshot.id)
  const ms = performance.now() - started
  // Whatever is still to come, from timers of a retry say, shows here.
  await new Promise((resolve) => setTimeout(resolve, 60))
  await server.close()
  return { result, ms, reached, snapshot }
}

/** Counts what a client sends, below its retries. */
const counting: typeof fetch = (input, init) => {
  attempts++
  return fetch(input, init)
}
const openai = (url: string): OpenAI => new OpenAI({ apiKey: 'k', baseURL: `${url}/v1`, fetch: counting })
const anthropic = (url: string): Anthropic => new Anthropic({ apiKey: 'k', baseURL: url, fetch: counting })

describe.each<[string, (url: string, content: string) => Promise<unknown>, unknown]>([
  [
    'openai',
    (url, content) => openai(url).chat.completions.create({ ...CHAT, messages: [{ role: 'user', content }] }),
    OpenAI.APIError,
  ],
  [
    'anthropic',
    (url, content) => anthropic(url).messages.create({ ...MESSAGE, messages: [{ role: 'user', content }] }),
    Anthropic.APIError,
  ],
])('%s', (_client, ask, errorClass) => {
  const caught: unknown[] = []
  const asking =
    (...contents: string[]) =>
    async (url: string): Promise<string> => {
      caught.length = 0
      for (const content of contents) await ask(url, content).catch((error: unknown) => caught.push(error))
      return 'done'
    }

  test.each<[string, (url: string) => unknown, (url: string) => unknown, object]>([
    ['NO_TAPE', () => 'done', asking('refund?'), { kind: 'NO_TAPE', position: 1, recorded: 0 }],
    [
      'NO_MATCH',
      asking('refund?'),
      asking('a refund, please'),
      { kind: 'NO_MATCH', position: 1, recorded: 1, used: 0 },
    ],
    [
      'EXHAUSTED',
      asking('refund?'),
      asking('refund?', 'refund?'),
      { kind: 'EXHAUSTED', position: 2, recorded: 1, used: 1 },
    ],
  ])('%s: one attempt, at once, and the client learns why', async (kind, recording, replaying, miss) => {
    attempts = 0
    const { result, ms, reached } = await swap(recording, async (url) => {
      attempts = 0
      return replaying(url)
    })
    expect(result).toMatchObject({ verdict: 'miss', status: 'failed', misses: [miss] })
    expect(attempts).toBe(kind === 'EXHAUSTED' ? 2 : 1)
    expect(reached).toBe(0)
    expect(ms).toBeLessThan(5_000)
    expect(caught).toHaveLength(1)
    expect(caught[0]).toBeInstanceOf(errorClass)
    expect(caught[0]).toMatchObject({
      status: 424,
      message: expect.stringContaining('is not in the recording'),
    })
  })
})

test('streaming helpers: one attempt, no hang', async () => {
  let streamed: unknown
  const { result, ms } = await swap(
    () => 'x',
    async (url) => {
      streamed = await anthropic(url)
        .messages.stream(MESSAGE)
        .finalMessage()
        .catch((error: unknown) => error)
      const stream = await openai(url)
        .chat.completions.create({ ...CHAT, stream: true })
        .catch(() => [])
      const parts: unknown[] = []
      for await (const part of stream) parts.push(part)
      return 'x'
    },
  )
  expect(streamed).toBeInstanceOf(Anthropic.APIError)
  expect(result).toMatchObject({
    verdict: 'miss',
    outputsMatch: true,
    misses: [{ kind: 'NO_TAPE' }, { kind: 'NO_TAPE' }],
  })
  // A failure is replayed once more.
  expect(attempts).toBe(2 * 2)
  expect(ms).toBeLessThan(5_000)
})

test('a loop that retries by itself is not waited for', async () => {
  let rounds = 0
  let stop = false
  const { result, ms, reached } = await swap(
    () => 'x',
    async (url) => {
      while (!stop) {
        rounds++
        const { status } = await fetch(url)
        if (status === 200) break
        await new Promise((resolve) => setTimeout(resolve, 2))
      }
    },
  )
  const atTheEnd = rounds
  stop = true
  expect(result.verdict).toBe('miss')
  expect(result.outputsMatch).toBeNull()
  expect(result.misses.length).toBeGreaterThan(0)
  expect(ms).toBeGreaterThan(LIMITS.missGraceMs)
  expect(ms).toBeLessThan(5_000)
  // It went on, into the void.
  expect(atTheEnd).toBeGreaterThan(result.misses.length - 1)
  expect(reached).toBe(0)
})

test.each([
  ['the first run', [0, NEVER_MS]],
  ['the second run', [NEVER_MS, 0]],
])('a miss stays one where only %s ends in time', async (_name, pauses) => {
  const { result } = await swap(
    () => 'x',
    async (url) => {
      await fetch(url)
      const ms = pauses.shift()!
      if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms).unref())
      return 'x'
    },
  )
  expect(result.verdict).toBe('miss')
  expect(result).not.toHaveProperty('divergence')
})

test('a miss that the code swallows is a miss all the same', async () => {
  const { result } = await swap(
    () => 'x',
    async (url) => {
      await fetch(`${url}/new`).catch(() => undefined)
      return 'x'
    },
  )
  expect(result).toMatchObject({ verdict: 'miss', outputsMatch: true, replayOutput: 'x' })
})

test('a request that is tried again gets an answer that no client retries; another one does not', async () => {
  // On a busy machine the usual time may be over before all is asked.
  setLimits({ missGraceMs: 10_000 })
  const statuses: number[] = []
  const { result } = await swap(
    async (url) => (await fetch(`${url}/known`)).status,
    async (url) => {
      for (const path of ['/a', '/a', '/b', '/known', '/known', '/known', '/a']) {
        statuses.push((await fetch(url + path)).status)
      }
    },
  )
  const once = [424, 406, 424, 200, 424, 406, 406]
  expect(statuses).toEqual([...once, ...once])
  expect(result).toMatchObject({ verdict: 'miss' })
  expect(result.misses).toHaveLength(6)
})

test('parallel misses are all told', async () => {
  const { result } = await swap(
    () => 'x',
    async (url) => {
      await Promise.all(['/a', '/b', '/c'].map((path) => fetch(url + path)))
      return 'x'
    },
  )
  expect(
    result.misses.map(({ position, asked }) => `${position} ${asked.replace(/http:\/\/[^/]+/, '')}`),
  ).toEqual(['1 GET /a', '2 GET /b', '3 GET /c'])
})

test('a request begun but not waited for counts: missing', async () => {
  const { result, reached } = await swap(
    () => 'x',
    (url) => {
      void fetch(`${url}/log`, { method: 'POST', body: 'x' }).catch(() => undefined)
      return 'x'
    },
  )
  expect(result).toMatchObject({ verdict: 'miss', misses: [{ asked: expect.stringContaining('/log') }] })
  expect(reached).toBe(0)
})

test('so does one that goes out only after some turns of its client', async () => {
  const { result } = await swap(
    () => 'x',
    (url) => {
      void (async () => {
        for (let turn = 0; turn < 100; turn++) await Promise.resolve()
        await fetch(`${url}/log`)
      })()
      return 'x'
    },
  )
  expect(result).toMatchObject({ verdict: 'miss', misses: [{ asked: expect.stringContaining('/log') }] })
})

test('a request begun but not waited for counts: matching', async () => {
  const code = (url: string): string => {
    void fetch(`${url}/log`, { method: 'POST', body: new Blob(['x'.repeat(100_000)]) }).catch(() => undefined)
    return 'x'
  }
  const { result, snapshot } = await swap(code, code)
  expect(snapshot.effects).toHaveLength(1)
  expect(result).toMatchObject({ verdict: 'match', unused: [] })
})

test('a recorded contact that is no longer made', async () => {
  const { result } = await swap(
    async (url) => {
      await (await fetch(`${url}/a`)).text()
      await effect('audit', async () => 1)
      return 'x'
    },
    () => 'x',
  )
  expect(result).toMatchObject({
    verdict: 'unused',
    unused: [expect.stringMatching(/^contact 1 of 2, GET .*\/a$/), 'contact 2 of 2, effect "audit"'],
  })
})

test('a wrapped call that is not on the tape throws, and is a miss even where that is swallowed', async () => {
  let thrown: unknown
  const { result } = await swap(
    () => effect('a', async () => 1),
    async () => {
      const value = await effect('a', async () => 2)
      await effect('a', async () => 3).catch((error: unknown) => (thrown = error))
      await effect('b', async () => 4).catch(() => undefined)
      return value
    },
  )
  expect(thrown).toMatchObject({ name: 'EffectMissError', code: 'EFFECT_MISS' })
  expect(result).toMatchObject({
    verdict: 'miss',
    outputsMatch: true,
    misses: [
      { kind: 'EXHAUSTED', asked: 'effect "a"', position: 2 },
      { kind: 'NO_MATCH', asked: 'effect "b"', position: 3 },
    ],
  })
})

test('nothing reaches the network, not even after the replay has ended', async () => {
  let late: Promise<number> | undefined
  const { result, reached } = await swap(
    () => 'x',
    (url) => {
      late = new Promise((resolve) => setTimeout(resolve, 30)).then(
        async () => (await fetch(`${url}/late`)).status,
      )
      return 'x'
    },
  )
  expect(result.verdict).toBe('match')
  expect(await late).toBe(424)
  expect(reached).toBe(0)
})
