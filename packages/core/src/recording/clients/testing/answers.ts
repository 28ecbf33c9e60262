import Anthropic from '@anthropic-ai/sdk'
import { openai as aiSdkOpenai } from '@ai-sdk/openai'
import { GoogleGenAI } from '@google/genai'
import { ChatOpenAI } from '@langchain/openai'
import { generateText } from 'ai'
import OpenAI from 'openai'

/** What a client answers with, given back whole. */
export interface WholeAnswer {
  readonly of: string
  readonly ask: () => Promise<unknown>
  /** Whether a recording can hold it. */
  readonly fits: boolean
  /** What to give back in its place. */
  readonly instead?: string
}

const apiKey = 'a-key'
process.env['OPENAI_API_KEY'] ??= apiKey
const openai = new OpenAI({ apiKey })
const content = 'What about the lamp?'
const messages = [{ role: 'user' as const, content }]

export const WHOLE_ANSWERS: readonly WholeAnswer[] = [
  {
    of: '`ChatCompletion` of `openai`',
    ask: async () => openai.chat.completions.create({ model: 'gpt-5-mini', messages }),
    fits: true,
  },
  {
    of: '`Response` of `openai`',
    ask: async () => openai.responses.create({ model: 'gpt-5-mini', input: content }),
    fits: true,
  },
  {
    of: '`Message` of `@anthropic-ai/sdk`',
    ask: async () =>
      new Anthropic({ apiKey }).messages.create({ model: 'claude-haiku-4-5', max_tokens: 99, messages }),
    fits: true,
  },
  {
    of: '`GenerateContentResponse` of `@google/genai`',
    ask: async () =>
      new GoogleGenAI({ apiKey }).models.generateContent({ model: 'gemini-3-flash', contents: content }),
    fits: false,
    instead: '`text`, `functionCalls`',
  },
  {
    of: 'the result of `generateText` of `ai`',
    ask: async () => generateText({ model: aiSdkOpenai('gpt-5-mini'), messages }),
    fits: false,
    instead: '`text`, `output`, `usage`',
  },
  {
    of: '`AIMessage` of `@langchain/core`',
    ask: async () => new ChatOpenAI({ model: 'gpt-5-mini', apiKey }).invoke(content),
    fits: false,
    instead: '`text`, `tool_calls`, `usage_metadata`',
  },
]
