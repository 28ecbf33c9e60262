import OpenAI from 'openai'
import { expect } from 'vitest'
import { zodResponseFormat } from 'openai/helpers/zod'
import { z } from 'zod'
import { LABEL, LOOKUP, REPLY, type ClientCase } from '../client-case.js'

const KEY = { apiKey: 'sk-openai-secret-0123456789' }
const client = new OpenAI(KEY)
const MODEL = 'gpt-5-mini'

const { answer, name, description, parameters } = LOOKUP
const tools = [{ type: 'function' as const, function: { name, description, parameters } }]
const said = (content: string): OpenAI.ChatCompletionMessageParam[] => [{ role: 'user', content }]

const shared = { busy: 'asks again', onMiss: 'APIError' } as const
const chat = { ...shared, api: 'OpenAI chat' } as const
const responses = { ...shared, api: 'OpenAI responses' } as const

export const openaiCases: readonly ClientCase[] = [
  {
    ...chat,
    call: 'chat.completions.create',
    run: async (prompt) => client.chat.completions.create({ model: MODEL, messages: said(prompt) }),
    gives: { object: 'chat.completion', choices: [{ message: { content: REPLY } }] },
  },
  {
    ...chat,
    call: 'chat.completions.create, client made in the decision',
    run: async (prompt) => {
      const own = new OpenAI(KEY)
      return (await own.chat.completions.create({ model: MODEL, messages: said(prompt) })).choices
    },
    gives: [{ message: { content: REPLY } }],
  },
  {
    ...chat,
    call: 'chat.completions.create, stream: true',
    counted: false,
    run: async (prompt) => {
      const parts: (string | null | undefined)[] = []
      const stream = await client.chat.completions.create({
        model: MODEL,
        messages: said(prompt),
        stream: true,
      })
      for await (const { choices } of stream) parts.push(choices[0]?.delta.content)
      return { parts, text: parts.join('') }
    },
    gives: { text: REPLY },
  },
  {
    ...chat,
    call: 'chat.completions.create, stream: true, include_usage',
    run: async (prompt) => {
      const stream = await client.chat.completions.create({
        model: MODEL,
        messages: said(prompt),
        stream: true,
        stream_options: { include_usage: true },
      })
      const chunks: unknown[] = []
      for await (const chunk of stream) chunks.push(chunk)
      return chunks
    },
    gives: expect.arrayContaining([expect.objectContaining({ object: 'chat.completion.chunk' })]),
  },
  {
    ...chat,
    call: 'chat.completions.create, tools',
    requests: 2,
    run: async (prompt) => {
      const messages = said(prompt)
      const ask = async (): Promise<OpenAI.ChatCompletionMessage> => {
        const { choices } = await client.chat.completions.create({ model: MODEL, messages, tools })
        messages.push(choices[0]!.message)
        return choices[0]!.message
      }
      for (const call of (await ask()).tool_calls ?? []) {
        if (call.type !== 'function') continue
        const content = answer(JSON.parse(call.function.arguments))
        messages.push({ role: 'tool', tool_call_id: call.id, content })
      }
      return [(await ask()).content, messages]
    },
    gives: [REPLY, expect.anything()],
  },
  {
    ...chat,
    call: 'chat.completions.runTools, streamed',
    requests: 2,
    counted: false,
    run: async (prompt) => {
      const deltas: string[] = []
      const runner = client.chat.completions.runTools({
        model: MODEL,
        stream: true,
        messages: said(prompt),
        tools: [
          {
            type: 'function',
            function: { name, description, parameters, parse: JSON.parse, function: answer },
          },
        ],
      })
      runner.on('content', (delta) => deltas.push(delta))
      return [await runner.finalContent(), deltas]
    },
    gives: [REPLY, expect.arrayContaining(['You ask: '])],
  },
  {
    ...chat,
    call: 'chat.completions.parse',
    run: async (prompt) => {
      const schema = z.object({ label: z.string(), confidence: z.number() })
      const { choices } = await client.chat.completions.parse({
        model: MODEL,
        messages: said(prompt),
        response_format: zodResponseFormat(schema, 'label'),
      })
      return choices[0]?.message.parsed
    },
    gives: LABEL,
  },
  {
    ...responses,
    call: 'responses.create',
    run: async (prompt) => {
      const { id, model, output_text, usage } = await client.responses.create({ model: MODEL, input: prompt })
      return { id, model, output_text, usage }
    },
    gives: { output_text: REPLY },
  },
  {
    ...responses,
    call: 'responses.create, stream: true',
    run: async (prompt) => {
      const events: unknown[] = []
      const stream = await client.responses.create({ model: MODEL, input: prompt, stream: true })
      for await (const event of stream) events.push(event)
      return events
    },
    gives: expect.arrayContaining([expect.objectContaining({ type: 'response.completed' })]),
  },
  {
    ...responses,
    call: 'responses.create, tools',
    requests: 2,
    run: async (prompt) => {
      const input: OpenAI.Responses.ResponseInput = [{ role: 'user', content: prompt }]
      const ask = async (): Promise<OpenAI.Responses.Response> =>
        client.responses.create({
          model: MODEL,
          input,
          tools: [{ type: 'function', name, description, parameters, strict: true }],
        })
      for (const item of (await ask()).output) {
        if (item.type !== 'function_call') continue
        const output = answer(JSON.parse(item.arguments))
        input.push(item, { type: 'function_call_output', call_id: item.call_id, output })
      }
      return (await ask()).output_text
    },
    gives: REPLY,
  },
  {
    ...shared,
    api: 'OpenAI embeddings',
    call: 'embeddings.create',
    run: async (prompt) =>
      client.embeddings.create({ model: 'text-embedding-3-small', input: [prompt, 'b'] }),
    gives: { data: [{ embedding: expect.arrayContaining([expect.any(Number)]) }, { index: 1 }] },
  },
]
