import Anthropic from '@anthropic-ai/sdk'
import { createAnthropic } from '@ai-sdk/anthropic'
import { createOpenAI } from '@ai-sdk/openai'
import { GoogleGenAI } from '@google/genai'
import { ChatAnthropic } from '@langchain/anthropic'
import { ChatOpenAI } from '@langchain/openai'
import type { HttpHandler } from '@retrial/fixtures'
import { generateText, streamText } from 'ai'
import type { ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import OpenAI from 'openai'
import { describe, expect, test } from 'vitest'
import { roundTrip } from '../../effects/testing/round-trip.js'

const PROMPT = 'What about the lamp?'
const messages = [{ role: 'user' as const, content: PROMPT }]
const apiKey = 'a-key'
// Two attempts are enough, and the waiting between them is real.
const once = { apiKey, maxRetries: 1 }

;(globalThis as { AI_SDK_LOG_WARNINGS?: boolean }).AI_SDK_LOG_WARNINGS = false

/** What a call came to: what it gave until it failed, and all of the error that code can act on. */
type Ask = (url: string, given: unknown[]) => Promise<unknown>

const CLIENTS: Record<string, Ask> = {
  openai: async (url) =>
    new OpenAI({ ...once, baseURL: url }).chat.completions.create({ model: 'm', messages }),
  'openai, streamed': async (url, given) => {
    const client = new OpenAI({ ...once, baseURL: url })
    const stream = await client.chat.completions.create({ model: 'm', messages, stream: true })
    for await (const chunk of stream) given.push(chunk)
  },
  anthropic: async (url) =>
    new Anthropic({ ...once, baseURL: url }).messages.create({ model: 'm', max_tokens: 9, messages }),
  'anthropic, streamed': async (url, given) => {
    const stream = new Anthropic({ ...once, baseURL: url }).messages.stream({
      model: 'm',
      max_tokens: 9,
      messages,
    })
    stream.on('streamEvent', (event) => given.push(event))
    return stream.finalMessage()
  },
  google: async (url) => {
    const client = new GoogleGenAI({ apiKey, httpOptions: { baseUrl: url } })
    return (await client.models.generateContent({ model: 'm', contents: PROMPT })).text
  },
  'google, streamed': async (url, given) => {
    const client = new GoogleGenAI({ apiKey, httpOptions: { baseUrl: url } })
    const stream = await client.models.generateContentStream({ model: 'm', contents: PROMPT })
    for await (const { text } of stream) given.push(text)
  },
  'ai, generateText': async (url) =>
    (
      await generateText({
        model: createOpenAI({ apiKey, baseURL: url }).chat('m'),
        prompt: PROMPT,
        maxRetries: 0,
      })
    ).text,
  'ai, streamText': async (url, given) => {
    const model = createAnthropic({ apiKey, baseURL: `${url}/v1` })('m')
    const { fullStream } = streamText({ model, prompt: PROMPT, maxRetries: 0, onError: () => undefined })
    for await (const part of fullStream) {
      given.push(part.type === 'error' ? factsOf(part.error) : part.type)
    }
  },
  'langchain, ChatOpenAI': async (url) =>
    (
      await new ChatOpenAI({ model: 'm', apiKey, maxRetries: 0, configuration: { baseURL: url } }).invoke(
        PROMPT,
      )
    ).text,
  'langchain, ChatAnthropic, streamed': async (url, given) => {
    const model = new ChatAnthropic({ model: 'm', apiKey, maxRetries: 0, anthropicApiUrl: url })
    for await (const { text } of await model.stream(PROMPT)) given.push(text)
  },
}

/** Of the errors of undici itself, the class is another; `instanceof undici.errors` knows them all the same. */
function factsOf(thrown: unknown): unknown {
  const { constructor, name, message, status, statusCode, code, cause } = thrown as Error &
    Record<'status' | 'statusCode' | 'code', unknown>
  return {
    class: String(code).startsWith('UND_ERR') ? code : constructor.name,
    ...{ name, message, status, statusCode, code },
    ...(cause instanceof Error ? { cause: factsOf(cause) } : {}),
  }
}

const refusing =
  (status: number, body: string, type = 'application/json'): HttpHandler =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': type, 'retry-after-ms': '1', 'retry-after': '0' })
    response.end(body)
  }

const openaiChunk = { id: 'c', model: 'm', choices: [{ index: 0, delta: { content: 'Dear' } }] }
const started = {
  type: 'message_start',
  message: {
    id: 'm',
    type: 'message',
    role: 'assistant',
    model: 'm',
    content: [],
    usage: { input_tokens: 1 },
  },
}
const googleChunk = { candidates: [{ content: { parts: [{ text: 'Dear' }], role: 'model' } }] }
/** The first event of a stream in the words of the API that was asked. */
function beginning(path: string): string {
  if (path.endsWith('/chat/completions')) return `data: ${JSON.stringify(openaiChunk)}\n\n`
  if (path.endsWith('/messages')) return `event: message_start\ndata: ${JSON.stringify(started)}\n\n`
  return `data: ${JSON.stringify(googleChunk)}\r\n\r\n`
}

const streaming =
  (then: (response: ServerResponse) => void): HttpHandler =>
  async ({ url = '' }, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write(beginning(url))
    await sleep(20)
    then(response)
  }

const error = { type: 'overloaded_error', message: 'Overloaded', code: 503 }
const TROUBLES: Record<string, HttpHandler> = {
  '400': refusing(400, JSON.stringify({ error: { message: 'no such model', type: 'invalid' } })),
  '401': refusing(401, JSON.stringify({ error: { message: 'bad key', code: 'invalid_api_key' } })),
  '404 with a page': refusing(404, '<html>not here</html>', 'text/html'),
  '500 until it gives up': refusing(500, JSON.stringify({ error: { message: 'oops' } })),
  '503 with nothing': refusing(503, ''),
  '200 with half a JSON text': refusing(200, '{"choices": [', 'application/json'),
  '200 with nothing': refusing(200, ''),
  'an error in the stream': streaming((response) => {
    response.end(`event: error\ndata: ${JSON.stringify({ type: 'error', error })}\n\n`)
  }),
  'half an event, then the end': streaming((response) => {
    response.end('data: {"choices": [{"del')
  }),
  'a stream without its last event': streaming((response) => {
    response.end()
  }),
  'a connection cut in the stream': streaming((response) => {
    response.write('data: {"choi', () => response.destroy())
  }),
  'a connection cut at once': (_request, response) => {
    response.destroy()
  },
}

describe.each(Object.entries(CLIENTS))('%s', (_client, ask) => {
  test.each(Object.entries(TROUBLES))('%s', async (_trouble, handler) => {
    const trip = await roundTrip(handler, async (url) => {
      const given: unknown[] = []
      try {
        return { given, value: JSON.stringify(await ask(url, given)) }
      } catch (thrown) {
        return { given, thrown: factsOf(thrown) }
      }
    })
    expect(trip.effects).toHaveLength(trip.requests)
    expect(trip.replay).toMatchObject({ verdict: 'match', misses: [], escapes: [], unused: [] })
  })
})
