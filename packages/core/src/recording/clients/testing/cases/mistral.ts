import { Mistral } from '@mistralai/mistralai'
import { REPLY, type ClientCase } from '../client-case.js'

const client = new Mistral({ apiKey: 'secret-0123456789' })
const model = 'gpt-5-mini'
const said = (content: string) => [{ role: 'user' as const, content }]

const shared = { api: 'Mistral', busy: 'fails', onMiss: 'SDKError' } as const

export const mistralCases: readonly ClientCase[] = [
  {
    ...shared,
    call: 'chat.complete',
    run: async (prompt) => (await client.chat.complete({ model, messages: said(prompt) })).choices,
    gives: [{ message: { content: REPLY } }],
  },
  {
    ...shared,
    call: 'chat.stream',
    run: async (prompt) => {
      const parts: unknown[] = []
      for await (const { data } of await client.chat.stream({ model, messages: said(prompt) })) {
        parts.push(data.choices[0]?.delta.content)
      }
      return { parts, text: parts.join('') }
    },
    gives: { text: REPLY },
  },
]
