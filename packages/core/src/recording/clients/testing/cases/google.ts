import { GoogleGenAI, Type, type Content } from '@google/genai'
import { expect } from 'vitest'
import { LABEL, LOOKUP, REPLY, type ClientCase } from '../client-case.js'

const KEY = { apiKey: 'AIza-google-secret-0123456789' }
const client = new GoogleGenAI(KEY)
const patient = new GoogleGenAI({ ...KEY, httpOptions: { retryOptions: { attempts: 2 } } })
const model = 'gemini-3-flash'

const { answer, name, description, parameters } = LOOKUP

const shared = { api: 'Google', busy: 'fails', onMiss: 'ApiError' } as const

export const googleCases: readonly ClientCase[] = [
  {
    ...shared,
    call: 'models.generateContent',
    run: async (contents) => {
      const { text, usageMetadata } = await client.models.generateContent({ model, contents })
      return { text, tokens: usageMetadata?.totalTokenCount }
    },
    gives: { text: REPLY, tokens: 517 },
  },
  {
    ...shared,
    call: 'models.generateContent, client made in the decision',
    run: async (contents) => (await new GoogleGenAI(KEY).models.generateContent({ model, contents })).text,
    gives: REPLY,
  },
  {
    ...shared,
    call: 'models.generateContent, retryOptions',
    busy: 'asks again',
    onMiss: 'Error',
    run: async (contents) => (await patient.models.generateContent({ model, contents })).text,
    gives: REPLY,
  },
  {
    ...shared,
    call: 'models.generateContentStream',
    run: async (contents) => {
      const parts: (string | undefined)[] = []
      for await (const { text } of await client.models.generateContentStream({ model, contents })) {
        parts.push(text)
      }
      return { parts, text: parts.join('') }
    },
    gives: { text: REPLY },
  },
  {
    ...shared,
    call: 'models.generateContent, responseSchema',
    run: async (contents) => {
      const responseSchema = {
        type: Type.OBJECT,
        properties: { label: { type: Type.STRING }, confidence: { type: Type.NUMBER } },
      }
      const config = { responseMimeType: 'application/json', responseSchema }
      const { text = '' } = await client.models.generateContent({ model, contents, config })
      return JSON.parse(text)
    },
    gives: LABEL,
  },
  {
    ...shared,
    call: 'models.generateContent, functionDeclarations',
    requests: 2,
    run: async (prompt) => {
      const contents: Content[] = [{ role: 'user', parts: [{ text: prompt }] }]
      const config = {
        tools: [{ functionDeclarations: [{ name, description, parametersJsonSchema: parameters }] }],
      }
      const first = await client.models.generateContent({ model, contents, config })
      const call = first.functionCalls?.[0]
      contents.push(first.candidates![0]!.content!, {
        role: 'user',
        parts: [{ functionResponse: { name, response: { output: answer(call!.args as never) } } }],
      })
      return [call, (await client.models.generateContent({ model, contents, config })).text]
    },
    gives: [expect.objectContaining({ name }), REPLY],
  },
]
