import { beforeAll, describe, expect, test } from 'vitest'
import type { Usage } from '../../../snapshot/types.js'
import type { Api, ClientCase } from './client-case.js'
import { takeTrips, type Trip, type Trips } from './trips.js'

interface ApiFacts {
  readonly provider: string
  readonly modelName: string
  readonly modelVersion: string
  /** Of one request. */
  readonly usage: Usage
}

const CHAT = { inputTokens: 1_200, outputTokens: 18, totalTokens: 1_218, cachedInputTokens: 1_024 }
const GPT = { modelName: 'gpt-5-mini', modelVersion: 'gpt-5-mini-2025-08-07' }
const FACTS: Record<Api, ApiFacts> = {
  'OpenAI chat': { provider: 'openai', ...GPT, usage: CHAT },
  'OpenAI responses': {
    provider: 'openai',
    ...GPT,
    usage: { inputTokens: 900, outputTokens: 21, totalTokens: 921, cachedInputTokens: 768 },
  },
  'OpenAI embeddings': {
    provider: 'openai',
    modelName: 'text-embedding-3-small',
    modelVersion: 'text-embedding-3-small',
    usage: { inputTokens: 7, outputTokens: 0, totalTokens: 7 },
  },
  Groq: { provider: 'groq', ...GPT, usage: CHAT },
  Mistral: { provider: 'mistral', ...GPT, usage: CHAT },
  OpenRouter: { provider: 'openrouter', ...GPT, usage: { ...CHAT, cost: 0.00004 } },
  Anthropic: {
    provider: 'anthropic',
    modelName: 'claude-haiku-4-5',
    modelVersion: 'claude-haiku-4-5-20251001',
    usage: { inputTokens: 2_230, outputTokens: 24, totalTokens: 2_254, cachedInputTokens: 2_000 },
  },
  Google: {
    provider: 'google',
    modelName: 'gemini-3-flash',
    modelVersion: 'gemini-3-flash',
    usage: { inputTokens: 500, outputTokens: 17, totalTokens: 517, cachedInputTokens: 400 },
  },
}

/** Every call of a client: recorded, replayed with the provider gone, refused first, and missed. */
export function checkClient(cases: readonly ClientCase[]): void {
  let trips: Map<ClientCase, Trips>
  beforeAll(async () => {
    trips = await takeTrips(cases)
  }, 120_000)

  describe.each(cases.map((given) => [titleOf(given), given] as const))('%s', (_title, given) => {
    const { requests = 1, askedOnMiss = 1 } = given
    const { usage, ...model } = FACTS[given.api]
    const of = (): Trips => trips.get(given)!

    test('replays to the same value with the provider gone', () => {
      const { calm } = of()
      expect(calm.value).toMatchObject(given.gives as object)
      expectSame(calm, requests)
      expect(calm.replay.replayOutput).toStrictEqual(calm.snapshot.outputs[0]!.value)
    })

    test('its model and tokens are read', () => {
      const { modelParameters, usage: counted } = of().calm.snapshot
      expect(modelParameters).toMatchObject(model)
      expect(counted).toEqual(given.counted === false ? undefined : times(requests, usage))
    })

    test('a busy provider is met the same way', () => {
      const { busy } = of()
      if (given.busy === 'asks again') {
        expect(busy.value).toMatchObject(given.gives as object)
        expectSame(busy, 2 * requests)
        expect(busy.snapshot.usage).toEqual(of().calm.snapshot.usage)
      } else {
        expect(busy.error).toBeInstanceOf(Error)
        expectSame(busy, 1)
        expect(busy.replay.replayedSnapshot?.error).toEqual(busy.snapshot.error)
      }
    })

    test('another prompt is a miss, and is not asked again', () => {
      const { missed, saw } = of().calm
      expect(missed).toMatchObject({ verdict: 'miss', status: 'failed', escapes: [] })
      expect(missed.misses.map(({ kind }) => kind)).toEqual(Array(askedOnMiss).fill('NO_MATCH'))
      expect(JSON.stringify(missed.misses[0])).toContain('Tell me about')
      expect(saw).toBe(given.onMiss)
    })
  })
}

const titleOf = ({ call, on }: ClientCase): string => (on === undefined ? call : `${call}, ${on}`)

function expectSame({ requests: reached, snapshot, replay }: Trip, requests: number): void {
  expect(reached).toBe(requests)
  expect(snapshot.effects.map(({ kind }) => kind)).toEqual(Array(requests).fill('http'))
  expect(replay).toMatchObject({ verdict: 'match', misses: [], escapes: [], unused: [] })
  expect(JSON.stringify(snapshot)).not.toContain('secret')
}

function times(count: number, usage: Usage): Usage {
  return Object.fromEntries(
    Object.entries(usage).map(([name, value]: [string, number]) => [name, count * value]),
  ) as unknown as Usage
}
