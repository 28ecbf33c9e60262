import type { Effect, HttpEffect, HttpRequest, ModelParameters } from '../snapshot/types.js'
import { urlWithMarkers } from '../snapshot/redaction/marker.js'
import { textOf } from '../effects/http/body.js'
import { anthropic } from './anthropic.js'
import { google } from './google.js'
import { openaiChat } from './openai-chat.js'
import { openaiEmbeddings } from './openai-embeddings.js'
import { openaiResponses } from './openai-responses.js'
import { asObject, type JsonObject, type ModelFacts, type Provider } from './provider.js'
import { parseJson, responseMessages } from './response-messages.js'
import { addUsage, exchangeUsage } from './usage.js'

const PROVIDERS: readonly Provider[] = [openaiChat, openaiResponses, openaiEmbeddings, anthropic, google]

/** Names of providers by the host they answer on; any other host is its own name. */
const HOSTS: readonly (readonly [suffix: string, name: string])[] = [
  ['api.openai.com', 'openai'],
  ['openai.azure.com', 'azure'],
  ['api.anthropic.com', 'anthropic'],
  ['generativelanguage.googleapis.com', 'google'],
  ['aiplatform.googleapis.com', 'google-vertex'],
  ['api.groq.com', 'groq'],
  ['api.mistral.ai', 'mistral'],
  ['openrouter.ai', 'openrouter'],
  ['api.deepseek.com', 'deepseek'],
]

/** What one exchange with a known provider tells. */
interface ExchangeFacts extends ModelFacts {
  readonly provider: Provider
}

/**
 * Model parameters and token usage as the recorded provider traffic tells them: the parameters of the first model
 * call (of an embedding only where nothing else was asked), the tokens of all of them. Absent where no known provider
 * was called.
 */
export function readModelFacts(effects: readonly Effect[]): ModelFacts {
  const exchanges = effects.flatMap((effect) => (effect.kind === 'http' ? (exchangeFacts(effect) ?? []) : []))
  if (exchanges.length === 0) return {}
  const named = exchanges.find(({ provider }) => provider.embeds !== true) ?? exchanges[0]
  const usages = exchanges.flatMap(({ usage }) => usage ?? [])
  const usage = usages.slice(1).reduce(addUsage, usages[0])
  return {
    ...(named?.modelParameters === undefined ? {} : { modelParameters: named.modelParameters }),
    ...(usage === undefined ? {} : { usage }),
  }
}

function exchangeFacts({ request, response }: HttpEffect): ExchangeFacts | undefined {
  const call = modelCall(request)
  if (call === undefined) return undefined
  const { provider, url, sent } = call
  const messages = response === undefined ? [] : responseMessages(response)
  const usage = exchangeUsage(messages.map((message) => provider.usage(message) ?? {}))
  return {
    provider,
    modelParameters: modelParameters(provider, url, sent, messages),
    ...(usage === undefined ? {} : { usage }),
  }
}

/** A request as the provider that it is made to reads it; undefined where that is none that is known. */
export function modelCall(
  request: HttpRequest,
): { provider: Provider; url: URL; sent: JsonObject } | undefined {
  const sent = sentObject(request)
  const url = urlWithMarkers(request.url)
  if (sent === undefined || url === undefined) return undefined
  const provider = PROVIDERS.find((candidate) => candidate.matches(url, sent))
  return provider && { provider, url, sent }
}

/** JSON that must be kept as text, for its big integers say, is JSON all the same. */
function sentObject({ body }: HttpRequest): JsonObject | undefined {
  if (body === undefined) return undefined
  if (typeof body === 'object' && 'json' in body) return asObject(body.json)
  return asObject(parseJson(textOf(body) ?? '')[0])
}

function modelParameters(
  provider: Provider,
  url: URL,
  sent: JsonObject,
  messages: JsonObject[],
): ModelParameters {
  const modelVersion = messages
    .map((message) => provider.modelVersion(message))
    .find((version) => version !== undefined)
  return {
    modelName: provider.modelName(url, sent),
    ...(modelVersion === undefined ? {} : { modelVersion }),
    provider: HOSTS.find(([suffix]) => isHost(url.hostname, suffix))?.[1] ?? url.hostname,
    parameters: provider.parameters(sent),
  }
}

/** The host itself, a subdomain of it, or a region of it (`europe-west1-aiplatform.googleapis.com`). */
function isHost(hostname: string, suffix: string): boolean {
  return hostname.endsWith(suffix) && /^$|[.-]$/.test(hostname.slice(0, -suffix.length))
}
