import Anthropic from '@anthropic-ai/sdk'
import { expect } from 'vitest'
import { LOOKUP, REPLY, type ClientCase } from '../client-case.js'

const KEY = { apiKey: 'sk-ant-secret-0123456789' }
const client = new Anthropic(KEY)
const ASK = { model: 'claude-haiku-4-5', max_tokens: 300 }

const { answer, name, description, parameters } = LOOKUP
const tools: Anthropic.Tool[] = [{ name, description, input_schema: parameters }]
const said = (content: string): Anthropic.MessageParam[] => [{ role: 'user', content }]

const shared = { api: 'Anthropic', busy: 'asks again', onMiss: 'APIError' } as const

export const anthropicCases: readonly ClientCase[] = [
  {
    ...shared,
    call: 'messages.create',
    run: async (prompt) => client.messages.create({ ...ASK, messages: said(prompt) }),
    gives: { type: 'message', content: [{ text: REPLY }] },
  },
  {
    ...shared,
    call: 'messages.create, client made in the decision',
    run: async (prompt) => {
      const own = new Anthropic(KEY)
      return (await own.messages.create({ ...ASK, messages: said(prompt) })).content
    },
    gives: [{ text: REPLY }],
  },
  {
    ...shared,
    call: 'messages.create, stream: true',
    run: async (prompt) => {
      const events: unknown[] = []
      const stream = await client.messages.create({ ...ASK, messages: said(prompt), stream: true })
      for await (const event of stream) events.push(event)
      return events
    },
    gives: expect.arrayContaining([expect.objectContaining({ type: 'message_delta' })]),
  },
  {
    ...shared,
    call: 'messages.stream',
    run: async (prompt) => {
      const parts: string[] = []
      const stream = client.messages.stream({ ...ASK, messages: said(prompt) })
      stream.on('text', (text) => parts.push(text))
      const { content, usage } = await stream.finalMessage()
      return { content, usage, parts }
    },
    gives: { content: [{ text: REPLY }], parts: expect.arrayContaining(['You ask: ']) },
  },
  {
    ...shared,
    call: 'messages.create, tools',
    requests: 2,
    run: async (prompt) => {
      const messages = said(prompt)
      const ask = async (): Promise<Anthropic.ContentBlock[]> => {
        const { content } = await client.messages.create({ ...ASK, messages, tools })
        messages.push({ role: 'assistant', content })
        return content
      }
      for (const block of await ask()) {
        if (block.type !== 'tool_use') continue
        const content = answer(block.input as { orderId: string })
        messages.push({ role: 'user', content: [{ type: 'tool_result', tool_use_id: block.id, content }] })
      }
      return [await ask(), messages]
    },
    gives: [[{ text: REPLY }], expect.anything()],
  },
  {
    ...shared,
    call: 'messages.stream, tools',
    run: async (prompt) => {
      const json: string[] = []
      const stream = client.messages.stream({ ...ASK, messages: said(prompt), tools })
      stream.on('inputJson', (part) => json.push(part))
      return [(await stream.finalMessage()).content, json]
    },
    gives: [[{ type: 'tool_use', input: { orderId: 'A-17' } }], expect.anything()],
  },
]
