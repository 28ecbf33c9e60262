import Groq from 'groq-sdk'
import { REPLY, type ClientCase } from '../client-case.js'

const client = new Groq({ apiKey: 'gsk-secret-0123456789' })
const model = 'gpt-5-mini'
const said = (content: string) => [{ role: 'user' as const, content }]

const shared = { api: 'Groq', busy: 'asks again', onMiss: 'APIError' } as const

export const groqCases: readonly ClientCase[] = [
  {
    ...shared,
    call: 'chat.completions.create',
    run: async (prompt) => client.chat.completions.create({ model, messages: said(prompt) }),
    gives: { choices: [{ message: { content: REPLY } }] },
  },
  {
    ...shared,
    call: 'chat.completions.create, stream: true',
    run: async (prompt) => {
      const parts: (string | null | undefined)[] = []
      const stream = await client.chat.completions.create({ model, messages: said(prompt), stream: true })
      for await (const { choices } of stream) parts.push(choices[0]?.delta.content)
      return { parts, text: parts.join('') }
    },
    gives: { text: REPLY },
  },
]
