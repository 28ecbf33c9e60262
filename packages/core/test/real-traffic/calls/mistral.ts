import { Mistral } from '@mistralai/mistralai'
import { exchangeHeaders, type Sending } from '../sending.js'
import { camelKeys, isStreamed, readStream, type Endpoint } from './endpoint.js'

const client = new Mistral({ apiKey: 'not-a-key' })
/** JSON of the user's own. */
const AS_IS = new Set(['parameters', 'arguments', 'schema', 'metadata'])

export const mistralEndpoints: readonly Endpoint[] = [
  { method: 'POST', path: /\/chat\/completions$/, send: chat },
]

async function chat(sending: Sending): Promise<unknown> {
  const body = bodyOf(sending)
  const options = { headers: exchangeHeaders(sending) }
  if (!isStreamed(sending)) return await client.chat.complete(body, options)
  return readStream(await client.chat.stream(body as never, options), ({ data: { choices } }) => {
    const content = choices[0]?.delta.content
    return typeof content === 'string' ? content : ''
  })
}

/** The client wants the type of each tool, which REST takes for granted. */
function bodyOf(sending: Sending): Parameters<typeof client.chat.complete>[0] {
  const body = camelKeys(sending.body, AS_IS) as { tools?: object[] }
  const tools = body.tools?.map((tool) => ({ type: 'function', ...tool }))
  return { ...body, ...(tools === undefined ? {} : { tools }) } as Parameters<typeof client.chat.complete>[0]
}
