import Anthropic from '@anthropic-ai/sdk'
import { createOpenAI } from '@ai-sdk/openai'
import { GoogleGenAI } from '@google/genai'
import { ChatOpenAI } from '@langchain/openai'
import { routeHosts, startHttpServer, type HttpServer } from '@retrial/fixtures'
import { streamText } from 'ai'
import OpenAI from 'openai'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { decision } from '../../decision/decision.js'
import { freshName } from '../../effects/testing/round-trip.js'
import { ReplayEngine } from '../../replay/replay-engine.js'
import { openStore } from '../../store/open-store.js'
import { capture } from '../capture.js'
import { startModelServer, type ModelServer } from './testing/model-server.js'

const apiKey = 'a-key'
const content = 'What about the lamp, the chair and the table?'
const messages = [{ role: 'user' as const, content }]
const openai = new OpenAI({ apiKey })
const anthropic = new Anthropic({ apiKey })
const google = new GoogleGenAI({ apiKey })
const langchain = new ChatOpenAI({ model: 'gpt-5-mini', apiKey, streamUsage: false })
const chat = createOpenAI({ apiKey }).chat('gpt-5-mini')

const factsOf = (thrown: unknown): string[] => {
  const { constructor, message } = thrown as Error
  return [constructor.name, message]
}

async function only<T>(count: number, stream: AsyncIterable<T>): Promise<T[]> {
  const taken: T[] = []
  for await (const part of stream) {
    if (taken.push(part) === count) break
  }
  return taken
}

describe('code that takes two parts of a stream, and leaves', () => {
  let server: ModelServer
  let restore: () => void
  beforeAll(async () => {
    server = await startModelServer()
    restore = routeHosts(server.url)
  })
  afterAll(async () => {
    restore()
    await server.close()
  })

  test.each<[string, () => Promise<unknown>]>([
    [
      'openai, break',
      async () => only(2, await openai.chat.completions.create({ model: 'm', messages, stream: true })),
    ],
    [
      'openai, abort',
      async () => {
        const taken: unknown[] = []
        const stream = await openai.chat.completions.create({ model: 'm', messages, stream: true })
        for await (const part of stream) if (taken.push(part) === 2) stream.controller.abort()
        return taken.slice(0, 2)
      },
    ],
    [
      'anthropic, break',
      async () =>
        only(2, await anthropic.messages.create({ model: 'm', max_tokens: 9, messages, stream: true })),
    ],
    [
      'anthropic, abort of the helper',
      async () => {
        const stream = anthropic.messages.stream({ model: 'm', max_tokens: 9, messages })
        stream.on('text', () => {
          stream.abort()
        })
        return stream.finalMessage().catch(factsOf)
      },
    ],
    [
      'google, break',
      async () => {
        const stream = await google.models.generateContentStream({ model: 'm', contents: content })
        return (await only(2, stream)).map(({ text }) => text)
      },
    ],
    ['ai, break', async () => only(2, streamText({ model: chat, messages }).textStream)],
    [
      'ai, abort',
      async () => {
        const controller = new AbortController()
        const types: string[] = []
        const { fullStream } = streamText({ model: chat, messages, abortSignal: controller.signal })
        for await (const { type } of fullStream) {
          if (!types.includes(type)) types.push(type)
          if (type === 'text-delta') controller.abort()
        }
        return types
      },
    ],
    [
      'langchain, break',
      async () => (await only(2, await langchain.stream(content))).map(({ text }) => text),
    ],
  ])('%s', async (_client, leave) => {
    const decided = decision(freshName(), leave)
    const store = await openStore('memory:')
    const { value, snapshot } = await capture(() => decided(), { store })
    const asked = server.asked('the lamp')
    const replay = await new ReplayEngine(store, { mode: 'strict' }).replay(snapshot.id)
    expect(replay).toMatchObject({ verdict: 'match', misses: [], escapes: [], unused: [] })
    expect(replay.replayOutput).toEqual(value)
    expect(snapshot.effects).toHaveLength(1)
    expect(server.asked('the lamp')).toBe(asked)
  })
})

describe('a provider that never answers', () => {
  let server: HttpServer
  let restore: () => void
  beforeAll(async () => {
    server = await startHttpServer(() => undefined)
    restore = routeHosts(server.url)
  })
  afterAll(async () => {
    restore()
    await server.close()
  })
  const patience = { timeout: 40, maxRetries: 1 }

  test.each<[string, () => Promise<unknown>]>([
    ['openai', async () => openai.chat.completions.create({ model: 'm', messages }, patience)],
    ['anthropic', async () => anthropic.messages.create({ model: 'm', max_tokens: 9, messages }, patience)],
    [
      'google',
      async () =>
        google.models.generateContent({
          model: 'm',
          contents: content,
          config: { httpOptions: { timeout: 40 } },
        }),
    ],
  ])('%s: its time-out is the outcome, its second try is on the tape', async (client, ask) => {
    const decided = decision(freshName(), async () => ask().catch(factsOf))
    const store = await openStore('memory:')
    const { value, snapshot } = await capture(() => decided(), { store })
    expect(value).toEqual([expect.stringMatching(/Timeout|DOMException/), expect.any(String)])
    expect(snapshot.effects.map((effect) => (effect as { end: string }).end)).toEqual(
      Array(client === 'google' ? 1 : 2).fill('aborted'),
    )
    expect(await new ReplayEngine(store, { mode: 'strict' }).replay(snapshot.id)).toMatchObject({
      verdict: 'match',
      misses: [],
      escapes: [],
      unused: [],
    })
  })
})
