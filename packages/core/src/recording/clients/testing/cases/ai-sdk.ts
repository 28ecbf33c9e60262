import { createAnthropic } from '@ai-sdk/anthropic'
import { createOpenAI } from '@ai-sdk/openai'
import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import {
  embed,
  generateObject,
  generateText,
  Output,
  stepCountIs,
  streamText,
  tool,
  type LanguageModel,
} from 'ai'
import { expect } from 'vitest'
import { z } from 'zod'
import { LABEL, LOOKUP, REPLY, type Api, type ClientCase } from '../client-case.js'

const apiKey = 'sk-secret-0123456789'
const openai = createOpenAI({ apiKey })
const anthropic = createAnthropic({ apiKey })
const openrouter = createOpenAICompatible({
  name: 'openrouter',
  apiKey,
  baseURL: 'https://openrouter.ai/api/v1',
  supportsStructuredOutputs: true,
})

const tools = {
  [LOOKUP.name]: tool({
    description: LOOKUP.description,
    inputSchema: z.object({ orderId: z.string() }),
    execute: async (input) => LOOKUP.answer(input),
  }),
}
const schema = z.object({ label: z.string(), confidence: z.number() })

const shared = { busy: 'asks again', onMiss: 'APICallError' } as const

function casesOf(model: LanguageModel, on: string, api: Api): ClientCase[] {
  const called = { ...shared, on, api }
  return [
    {
      ...called,
      call: 'generateText',
      run: async (prompt) => {
        const { text, usage, finishReason } = await generateText({ model, prompt })
        return { text, usage, finishReason }
      },
      gives: { text: REPLY, finishReason: 'stop' },
    },
    {
      ...called,
      call: 'generateText, tools, two steps',
      requests: 2,
      run: async (prompt) => {
        const { text, steps } = await generateText({ model, prompt, tools, stopWhen: stepCountIs(3) })
        return { text, steps: steps.map(({ toolResults }) => toolResults.map(({ output }) => output)) }
      },
      gives: { text: REPLY, steps: [['A-17: delivered'], []] },
    },
    {
      ...called,
      call: 'generateText, Output.object',
      run: async (prompt) =>
        (await generateText({ model, prompt, output: Output.object({ schema }) })).output,
      gives: LABEL,
    },
    {
      ...called,
      call: 'generateObject',
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- much code still calls it
      run: async (prompt) => (await generateObject({ model, prompt, schema })).object,
      gives: LABEL,
    },
    {
      ...called,
      call: 'streamText, textStream',
      onMiss: '{"parts":[],"text":""}',
      run: async (prompt) => {
        const parts: string[] = []
        const { textStream } = streamText({ model, prompt, onError: () => undefined })
        for await (const part of textStream) parts.push(part)
        return { parts, text: parts.join('') }
      },
      gives: { text: REPLY },
    },
    {
      ...called,
      call: 'streamText, fullStream, tools, two steps',
      requests: 2,
      onMiss: '["start","error"]',
      run: async (prompt) => {
        const types: string[] = []
        const { fullStream } = streamText({
          model,
          prompt,
          tools,
          stopWhen: stepCountIs(3),
          onError: () => undefined,
        })
        for await (const part of fullStream) types.push(part.type)
        return types
      },
      gives: expect.arrayContaining(['tool-call', 'tool-result', 'text-delta', 'finish']),
    },
  ]
}

export const aiSdkCases: readonly ClientCase[] = [
  ...casesOf(openai.chat('gpt-5-mini'), 'openai.chat', 'OpenAI chat'),
  ...casesOf(openai.responses('gpt-5-mini'), 'openai.responses', 'OpenAI responses'),
  ...casesOf(anthropic('claude-haiku-4-5'), 'anthropic', 'Anthropic'),
  ...casesOf(openrouter('gpt-5-mini'), 'openai-compatible', 'OpenRouter'),
  {
    ...shared,
    call: 'generateText, provider made in the decision',
    on: 'anthropic',
    api: 'Anthropic',
    run: async (prompt) =>
      (await generateText({ model: createAnthropic({ apiKey })('claude-haiku-4-5'), prompt })).text,
    gives: REPLY,
  },
  {
    ...shared,
    call: 'embed',
    on: 'openai.embedding',
    api: 'OpenAI embeddings',
    run: async (value) => {
      const { embedding, usage } = await embed({
        model: openai.embedding('text-embedding-3-small'),
        value,
      })
      return { embedding, usage }
    },
    gives: { embedding: expect.arrayContaining([expect.any(Number)]), usage: { tokens: 7 } },
  },
]
