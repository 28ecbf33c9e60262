import OpenAI from 'openai'
import { exchangeHeaders, type Sending } from '../sending.js'
import { isOdd, isStreamed, readStream, type Endpoint } from './endpoint.js'
import { fileOf, partsOf } from './multipart.js'

/** Made before anything records, as production code does at the top of a module. */
export const openaiEndpoints = endpointsOf('https://api.openai.com/v1')
export const openrouterEndpoints = endpointsOf('https://openrouter.ai/api/v1')
export const deepseekEndpoints = endpointsOf('https://api.deepseek.com')

/** OpenAI, and providers that speak like it. */
function endpointsOf(baseURL: string): Endpoint[] {
  const client = new OpenAI({ apiKey: 'not-a-key', baseURL })
  const { conversations, embeddings, files, realtime, responses, vectorStores } = client
  return [
    post(/\/chat\/completions$/, (body, options, sending) => chat(client, body, options, sending)),
    post(/\/responses$/, (body, options, sending) => respond(client, body, options, sending)),
    post(/\/responses\/compact$/, (body, options) => responses.compact(body, options)),
    post(/\/responses\/input_tokens$/, (body, options) => responses.inputTokens.count(body, options)),
    on('GET', /\/responses\/([^/]+)$/, (id, options, query) => responses.retrieve(id, query, options)),
    post(/\/embeddings$/, (body, options) => embeddings.create(body, options)),
    post(/\/conversations$/, (body, options) => conversations.create(body, options)),
    on('DELETE', /\/conversations\/([^/]+)$/, (id, options) => conversations.delete(id, options)),
    post(/\/v1\/files$/, (body, options) => files.create(fileForm(body), options)),
    on('DELETE', /\/files\/([^/]+)$/, (id, options) => files.delete(id, options)),
    post(/\/vector_stores$/, (body, options) => vectorStores.create(body, options)),
    post(/\/vector_stores\/([^/]+)\/files$/, (body, options, _sending, id) =>
      vectorStores.files.create(id, body, options),
    ),
    on('DELETE', /\/vector_stores\/([^/]+)$/, (id, options) => vectorStores.delete(id, options)),
    post(/\/realtime\/client_secrets$/, (body, options) => realtime.clientSecrets.create(body, options)),
  ]
}

type ChatBody = OpenAI.ChatCompletionCreateParams
type ResponseBody = OpenAI.Responses.ResponseCreateParams

interface Options {
  readonly headers: Record<string, string>
}

function post(
  path: RegExp,
  call: (body: never, options: Options, sending: Sending, id: string) => PromiseLike<unknown>,
): Endpoint {
  return {
    method: 'POST',
    path,
    send: async (sending, [id = '']) => await call(sending.body as never, optionsOf(sending), sending, id),
  }
}

function on(
  method: 'GET' | 'DELETE',
  path: RegExp,
  call: (id: string, options: Options, query: never) => PromiseLike<unknown>,
): Endpoint {
  return {
    method,
    path,
    send: async (sending, [id = '']) => await call(id, optionsOf(sending), queryOf(sending) as never),
  }
}

async function chat(client: OpenAI, body: ChatBody, options: Options, sending: Sending): Promise<unknown> {
  const { completions } = client.chat
  if (!isStreamed(sending)) return await completions.create(body as ChatBody & { stream: false }, options)
  if (isOdd(sending))
    return readStream(await completions.create({ ...body, stream: true }, options), chatText)
  const stream = completions.stream({ ...body, stream: true }, options)
  return { ...(await readStream(stream, chatText)), final: await stream.finalChatCompletion() }
}

async function respond(
  client: OpenAI,
  body: ResponseBody,
  options: Options,
  sending: Sending,
): Promise<unknown> {
  const { responses } = client
  if (!isStreamed(sending)) return await responses.create(body as ResponseBody & { stream: false }, options)
  if (isOdd(sending))
    return readStream(await responses.create({ ...body, stream: true }, options), responseText)
  const stream = responses.stream({ ...body, stream: true }, options)
  return { ...(await readStream(stream, responseText)), final: await stream.finalResponse() }
}

function chatText({ choices }: OpenAI.ChatCompletionChunk): string {
  return choices[0]?.delta.content ?? ''
}

function responseText(event: OpenAI.Responses.ResponseStreamEvent): string {
  return event.type === 'response.output_text.delta' ? event.delta : ''
}

function fileForm(body: string): OpenAI.FileCreateParams {
  const purpose = partsOf(body).find(({ name }) => name === 'purpose')?.text
  return { file: fileOf(body), purpose: purpose as OpenAI.FilePurpose }
}

function optionsOf(sending: Sending): Options {
  return { headers: exchangeHeaders(sending) }
}

function queryOf({ url }: Sending): Record<string, unknown> {
  const entries = [...new URL(url).searchParams]
  return Object.fromEntries(entries.map(([name, value]) => [name, value === 'false' ? false : value]))
}
