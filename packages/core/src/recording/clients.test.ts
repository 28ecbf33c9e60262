import Anthropic from '@anthropic-ai/sdk'
import { routeHosts, startProviders, type Providers } from '@retrial/fixtures'
import { setTimeout as delay } from 'node:timers/promises'
import OpenAI from 'openai'
import * as undici from 'undici'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { decision } from '../decision/decision.js'
import { freshName, roundTrip } from '../effects/testing/round-trip.js'
import { ReplayEngine } from '../replay/replay-engine.js'
import type { ReplayResult } from '../replay/types.js'
import type { DecisionSnapshot } from '../snapshot/types.js'
import { openStore } from '../store/open-store.js'
import { capture } from './capture.js'

// Made before anything of the tap is in place, as modules do at their top.
const openai = new OpenAI({ apiKey: 'sk-openai-secret-0123456789' })
const anthropic = new Anthropic({ apiKey: 'sk-ant-secret-0123456789' })

let providers: Providers
let restore: () => void
beforeAll(async () => {
  providers = await startProviders()
  restore = routeHosts(providers.url)
})
afterAll(async () => {
  restore()
  await providers.close()
})

const MESSAGES = [{ role: 'user' as const, content: 'Name: Anna\nTicket: I want a refund for the lamp.' }]

/** Records, and replays with every way to the provider cut: a request that got out would be seen. */
async function there(
  code: () => Promise<unknown>,
): Promise<{ value: unknown; snapshot: DecisionSnapshot; replay: ReplayResult }> {
  const decided = decision(freshName(), async () => code())
  const store = await openStore('memory:')
  const { value, snapshot } = await capture(() => decided(), { store })
  const before = providers.requests.length
  const replay = await new ReplayEngine(store, { mode: 'strict' }).replay(snapshot.id)
  expect(providers.requests).toHaveLength(before)
  return { value, snapshot, replay }
}

describe('clients made before the tap', () => {
  test('openai chat', async () => {
    const { value, snapshot, replay } = await there(async () => {
      const { choices, model, usage } = await openai.chat.completions.create({
        model: 'gpt-5-mini',
        temperature: 0.2,
        messages: MESSAGES,
      })
      return { choices, model, usage }
    })
    expect(value).toMatchObject({ choices: [{ message: { content: expect.stringContaining('Anna') } }] })
    expect(replay.verdict).toBe('match')
    expect(snapshot.modelParameters).toMatchObject({
      modelName: 'gpt-5-mini',
      provider: 'openai',
      parameters: { temperature: 0.2 },
    })
    expect(snapshot.usage!.totalTokens).toBeGreaterThan(10)
    expect(JSON.stringify(snapshot)).not.toContain('secret')
  })

  test('openai chat, streamed', async () => {
    const words = ['Dear', ' Anna', ', we', ' refund', ' you', '.']
    const chunk = (more: object): string =>
      `data: ${JSON.stringify({ id: 'c1', model: 'gpt-5-mini-2026', ...more })}\n\n`
    const trip = await roundTrip(
      async (_request, response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' })
        for (const content of words) {
          response.write(chunk({ choices: [{ index: 0, delta: { content } }], usage: null }))
          await delay(3)
        }
        response.write(
          chunk({ choices: [], usage: { prompt_tokens: 9, completion_tokens: 6, total_tokens: 15 } }),
        )
        response.end('data: [DONE]\n\n')
      },
      async (url) => {
        const client = new OpenAI({ apiKey: 'a-key', baseURL: `${url}/v1` })
        const stream = await client.chat.completions.create({
          model: 'gpt-5-mini',
          stream: true,
          messages: MESSAGES,
        })
        const parts: string[] = []
        for await (const { choices } of stream) parts.push(choices[0]?.delta.content ?? '')
        return parts
      },
    )
    expect(trip.value).toEqual([...words, ''])
    expect(trip.replay.verdict).toBe('match')
    expect(trip.snapshot.usage).toEqual({ inputTokens: 9, outputTokens: 6, totalTokens: 15 })
    expect(trip.snapshot.modelParameters).toMatchObject({
      modelVersion: 'gpt-5-mini-2026',
      provider: '127.0.0.1',
    })
  })

  test('anthropic message and stream helper', async () => {
    const request = { model: 'claude-haiku-4-5', max_tokens: 100, messages: MESSAGES }
    const { snapshot, replay } = await there(async () => {
      const { content, usage } = await anthropic.messages.create(request)
      const events: string[] = []
      const stream = anthropic.messages.stream(request)
      stream.on('streamEvent', (event) => void events.push(event.type))
      return { content, usage, streamed: (await stream.finalMessage()).content, events }
    })
    expect(replay.verdict).toBe('match')
    expect(replay.replayOutput).toMatchObject({
      events: expect.arrayContaining(['message_start', 'message_stop']),
    })
    expect(snapshot.modelParameters).toMatchObject({
      modelName: 'claude-haiku-4-5',
      modelVersion: 'claude-haiku-4-5-20251001',
      provider: 'anthropic',
      parameters: { max_tokens: 100 },
    })
    expect(snapshot.effects).toHaveLength(2)
    expect(JSON.stringify(snapshot)).not.toContain('secret')
  })

  test('an error of the provider, with the class the client makes of it', async () => {
    const { value, replay } = await there(async () => {
      const error: unknown = await openai.chat.completions
        .create({ model: '', messages: 5 as never }, { maxRetries: 0 })
        .catch((thrown: unknown) => thrown)
      return [error instanceof OpenAI.BadRequestError, (error as { status: number }).status, String(error)]
    })
    expect(value).toMatchObject([true, 400, expect.any(String)])
    expect(replay.verdict).toBe('match')
  })
})

test('a dispatcher that is set between two scopes is tapped for the next', async () => {
  const before = undici.getGlobalDispatcher()
  const decided = decision(freshName(), async () => (await fetch(`${providers.url}/nothing`)).status)
  await capture(() => decided())
  undici.setGlobalDispatcher(new undici.Agent())
  const { snapshot } = await capture(() => decided())
  const agent = undici.getGlobalDispatcher()
  undici.setGlobalDispatcher(before)
  await agent.destroy()
  expect(snapshot.effects).toMatchObject([{ response: { status: 404 } }])
})
