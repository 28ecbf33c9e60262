import { ChatAnthropic } from '@langchain/anthropic'
import type { BaseChatModel } from '@langchain/core/language_models/chat_models'
import { HumanMessage, type BaseMessage, type ToolMessage } from '@langchain/core/messages'
import { tool } from '@langchain/core/tools'
import { ChatOpenAI, OpenAIEmbeddings } from '@langchain/openai'
import { expect } from 'vitest'
import { z } from 'zod'
import { LABEL, LOOKUP, REPLY, type Api, type ClientCase } from '../client-case.js'

const apiKey = 'sk-secret-0123456789'
const lookup = tool(LOOKUP.answer, {
  name: LOOKUP.name,
  description: LOOKUP.description,
  schema: z.object({ orderId: z.string() }),
})
const schema = z.object({ label: z.string(), confidence: z.number() })

const shared = { busy: 'asks again', onMiss: 'APIError', askedOnMiss: 2 } as const

function casesOf(model: BaseChatModel, on: string, api: Api): ClientCase[] {
  const called = { ...shared, on, api }
  return [
    {
      ...called,
      call: 'invoke',
      run: async (prompt) => {
        const { text, usage_metadata } = await model.invoke(prompt)
        return { text, usage_metadata }
      },
      gives: { text: REPLY, usage_metadata: { output_tokens: expect.any(Number) } },
    },
    {
      ...called,
      call: 'stream',
      run: async (prompt) => {
        const parts: string[] = []
        for await (const { text } of await model.stream(prompt)) parts.push(text)
        return { parts, text: parts.join('') }
      },
      gives: { text: REPLY },
    },
    {
      ...called,
      call: 'withStructuredOutput',
      run: async (prompt) => model.withStructuredOutput(schema).invoke(prompt),
      gives: LABEL,
    },
    {
      ...called,
      call: 'bindTools',
      requests: 2,
      run: async (prompt) => {
        const bound = model.bindTools!([lookup])
        const messages: BaseMessage[] = [new HumanMessage(prompt)]
        const asked = await bound.invoke(messages)
        messages.push(asked)
        for (const call of asked.tool_calls ?? [])
          messages.push(await lookup.invoke<typeof call, ToolMessage>(call))
        return [asked.tool_calls, (await bound.invoke(messages)).text]
      },
      gives: [[expect.objectContaining({ args: { orderId: 'A-17' } })], REPLY],
    },
  ]
}

const openai = new ChatOpenAI({ model: 'gpt-5-mini', apiKey })
const anthropic = new ChatAnthropic({ model: 'claude-haiku-4-5', apiKey })
const embeddings = new OpenAIEmbeddings({ model: 'text-embedding-3-small', apiKey })

export const langchainCases: readonly ClientCase[] = [
  ...casesOf(openai, 'ChatOpenAI', 'OpenAI chat'),
  ...casesOf(anthropic, 'ChatAnthropic', 'Anthropic'),
  {
    ...shared,
    call: 'invoke, model made in the decision',
    on: 'ChatOpenAI',
    api: 'OpenAI chat',
    run: async (prompt) => (await new ChatOpenAI({ model: 'gpt-5-mini', apiKey }).invoke(prompt)).text,
    gives: REPLY,
  },
  {
    ...shared,
    call: 'embedQuery',
    on: 'OpenAIEmbeddings',
    api: 'OpenAI embeddings',
    run: async (prompt) => embeddings.embedQuery(prompt),
    gives: expect.arrayContaining([expect.any(Number)]),
  },
]
