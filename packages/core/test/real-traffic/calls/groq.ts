import Groq from 'groq-sdk'
import { exchangeHeaders, type Sending } from '../sending.js'
import { isStreamed, readStream, type Endpoint } from './endpoint.js'

const client = new Groq({ apiKey: 'not-a-key' })

export const groqEndpoints: readonly Endpoint[] = [
  { method: 'POST', path: /\/chat\/completions$/, send: chat },
]

async function chat(sending: Sending): Promise<unknown> {
  const body = sending.body as unknown as Parameters<typeof client.chat.completions.create>[0]
  const options = { headers: exchangeHeaders(sending) }
  if (!isStreamed(sending)) return await client.chat.completions.create(body, options)
  const stream = await client.chat.completions.create({ ...body, stream: true }, options)
  return readStream(stream, ({ choices }) => choices[0]?.delta.content ?? '')
}
