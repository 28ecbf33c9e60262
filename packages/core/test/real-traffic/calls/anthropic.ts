import Anthropic from '@anthropic-ai/sdk'
import { exchangeHeaders, type Sending } from '../sending.js'
import { isOdd, isStreamed, readStream, type Endpoint } from './endpoint.js'
import { fileOf } from './multipart.js'

// With a timeout of its own the client does not insist on streaming where many tokens are allowed.
const client = new Anthropic({ apiKey: 'not-a-key', timeout: 60_000 })

export const anthropicEndpoints: readonly Endpoint[] = [
  { method: 'POST', path: /\/messages$/, send: sendMessage },
  {
    method: 'POST',
    path: /\/messages\/count_tokens$/,
    send: async (sending) =>
      isBeta(sending)
        ? await client.beta.messages.countTokens(sending.body as never, optionsOf(sending))
        : await client.messages.countTokens(sending.body as never, optionsOf(sending)),
  },
  {
    method: 'POST',
    path: /\/files$/,
    send: async (sending) =>
      await client.beta.files.upload({ file: fileOf(sending.body as string) }, optionsOf(sending)),
  },
  {
    method: 'DELETE',
    path: /\/files\/([^/]+)$/,
    send: async (sending, [id = '']) => await client.beta.files.delete(id, {}, optionsOf(sending)),
  },
]

async function sendMessage(sending: Sending): Promise<unknown> {
  const messages = (isBeta(sending) ? client.beta.messages : client.messages) as typeof client.messages
  const body = sending.body as unknown as Anthropic.MessageCreateParams
  const options = optionsOf(sending)
  if (!isStreamed(sending))
    return await messages.create(body as Anthropic.MessageCreateParamsNonStreaming, options)
  if (isOdd(sending)) return readStream(await messages.create({ ...body, stream: true }, options), textOf)
  const stream = messages.stream(body, options)
  return { ...(await readStream(stream, textOf)), final: await stream.finalMessage() }
}

function textOf(event: Anthropic.MessageStreamEvent): string {
  return event.type === 'content_block_delta' && event.delta.type === 'text_delta' ? event.delta.text : ''
}

function isBeta({ url }: Sending): boolean {
  return new URL(url).searchParams.get('beta') === 'true'
}

/** Newer clients leave the query away; the recorded ones sent it. */
function optionsOf(sending: Sending): { headers: Record<string, string>; query: Record<string, string> } {
  return { headers: exchangeHeaders(sending), query: Object.fromEntries(new URL(sending.url).searchParams) }
}
