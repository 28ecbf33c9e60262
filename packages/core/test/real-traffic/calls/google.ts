import { GoogleGenAI, type GenerateContentResponse } from '@google/genai'
import { exchangeHeaders, type Sending } from '../sending.js'
import { camelKeys, readStream, type Endpoint } from './endpoint.js'

/** JSON of the user's own. */
const AS_IS = new Set([
  'args',
  'response',
  'parameters',
  'parametersJsonSchema',
  'responseJsonSchema',
  'responseSchema',
  'labels',
])

const client = new GoogleGenAI({ apiKey: 'not-a-key' })

export const googleEndpoints = endpointsOf(() => client)
export const vertexEndpoints = endpointsOf(vertexClient)

/** A request as the REST interface takes it, in camelCase. */
interface RestBody {
  readonly contents?: unknown
  readonly generationConfig?: object
  readonly tools?: unknown
  readonly requests?: readonly { content: unknown; taskType?: string; outputDimensionality?: number }[]
  readonly model?: string
}

function endpointsOf(clientFor: (url: URL) => GoogleGenAI): Endpoint[] {
  const models = (sending: Sending): GoogleGenAI['models'] => clientFor(new URL(sending.url)).models
  return [
    on('POST', /\/models\/([^/]+):generateContent$/, async (sending, [model = '']) =>
      plain(await models(sending).generateContent({ model, ...paramsOf(sending) })),
    ),
    on('POST', /\/models\/([^/]+):streamGenerateContent$/, async (sending, [model = '']) => {
      const stream = await models(sending).generateContentStream({ model, ...paramsOf(sending) })
      const { events, text } = await readStream(stream, textOf)
      return { events: events.map(plain), text }
    }),
    on('POST', /\/models\/([^/]+):countTokens$/, async (sending, [model = '']) =>
      plain(await models(sending).countTokens({ model, ...paramsOf(sending) })),
    ),
    on('POST', /\/models\/([^/]+):batchEmbedContents$/, async (sending, [model = '']) =>
      plain(await models(sending).embedContent({ model, ...embedParamsOf(sending) })),
    ),
    on('POST', /\/cachedContents$/, async (sending) => {
      const { model = '' } = bodyOf(sending)
      return plain(await clientFor(new URL(sending.url)).caches.create({ model, ...cacheParamsOf(sending) }))
    }),
    on('DELETE', /\/(cachedContents\/[^/]+)$/, async (sending, [name = '']) =>
      plain(await clientFor(new URL(sending.url)).caches.delete({ name, config: optionsOf(sending) })),
    ),
    on('POST', /\/fileSearchStores$/, async (sending) => {
      const config = { ...bodyOf(sending), ...optionsOf(sending) }
      return plain(await clientFor(new URL(sending.url)).fileSearchStores.create({ config }))
    }),
    on('DELETE', /\/(fileSearchStores\/[^/]+)$/, async (sending, [name = '']) => {
      const config = { force: true, ...optionsOf(sending) }
      await clientFor(new URL(sending.url)).fileSearchStores.delete({ name, config })
      return null
    }),
  ]
}

function on(method: string, path: RegExp, send: Endpoint['send']): Endpoint {
  return { method, path, send }
}

/** The client's parameters for a REST body: what REST keeps in `generationConfig` stands beside the rest. */
function paramsOf(sending: Sending): { contents: never; config: object } {
  const { contents, generationConfig, tools, ...rest } = bodyOf(sending)
  // REST takes one tool for a list of one.
  const config = { ...generationConfig, ...rest, ...(tools === undefined ? {} : { tools: [tools].flat() }) }
  return { contents: contents as never, config: { ...config, ...optionsOf(sending) } }
}

function embedParamsOf(sending: Sending): { contents: never; config: object } {
  const { requests = [] } = bodyOf(sending)
  const { content: _content, ...config } = requests[0] ?? { content: undefined }
  const contents = requests.map(({ content }) => content)
  return { contents: contents as never, config: { ...config, ...optionsOf(sending) } }
}

function cacheParamsOf(sending: Sending): { config: object } {
  const { model: _model, ...config } = bodyOf(sending)
  return { config: { ...config, ...optionsOf(sending) } }
}

function bodyOf({ body }: Sending): RestBody {
  return camelKeys(body, AS_IS) as RestBody
}

function optionsOf(sending: Sending): { httpOptions: { headers: Record<string, string> } } {
  return { httpOptions: { headers: exchangeHeaders(sending) } }
}

/** An answer without what the client keeps of the HTTP response. */
function plain(answer: unknown): unknown {
  const { sdkHttpResponse: _http, ...rest } = answer as { sdkHttpResponse?: unknown }
  return rest
}

function textOf({ candidates }: GenerateContentResponse): string {
  const parts = candidates?.[0]?.content?.parts ?? []
  return parts.map(({ text, thought }) => (thought === true ? '' : (text ?? ''))).join('')
}

/** The part of Google's sign-in that the client asks for headers. */
const SIGNED_IN = {
  getRequestHeaders: () => Promise.resolve(new Headers({ authorization: 'Bearer not-a-key' })),
}
const vertexClients = new Map<string, GoogleGenAI>()

/** The client for the project and the location of a Vertex URL. */
function vertexClient({ pathname }: URL): GoogleGenAI {
  const [, project = '', location = ''] = /\/projects\/([^/]+)\/locations\/([^/]+)\//.exec(pathname) ?? []
  const key = `${project}/${location}`
  const known = vertexClients.get(key)
  if (known !== undefined) return known
  const client = new GoogleGenAI({
    vertexai: true,
    project,
    location,
    apiVersion: 'v1beta1',
    googleAuthOptions: { authClient: SIGNED_IN as never },
  })
  vertexClients.set(key, client)
  return client
}
