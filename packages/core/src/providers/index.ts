import type { Effect, HttpEffect, HttpRequest, ModelParameters, Usage } from '../snapshot/types.js'
import { urlWithMarkers } from '../snapshot/redaction/marker.js'
import { textOf } from '../effects/http/body.js'
import { anthropic } from './anthropic.js'
import { google } from './google.js'
import { openaiChat } from './openai-chat.js'
import { openaiResponses } from './openai-responses.js'
import { asObject, type JsonObject, type ModelFacts, type Provider } from './provider.js'
import { parseJson, responseMessages } from './response-messages.js'

const PROVIDERS: readonly Provider[] = [openaiChat, openaiResponses, anthropic, google]

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

/**
 * Model parameters and token usage as the recorded provider traffic tells them: the parameters of the first model
 * call, the tokens of all of them. Absent where no known provider was called.
 */
export function readModelFacts(effects: readonly Effect[]): ModelFacts {
  const facts: ModelFacts = {}
  for (const effect of effects) {
    if (effect.kind === 'http') addExchange(facts, effect)
  }
  return facts
}

function addExchange(facts: ModelFacts, { request, response }: HttpEffect): void {
  const sent = sentObject(request)
  const url = urlWithMarkers(request.url)
  if (sent === undefined || url === undefined) return
  const provider = PROVIDERS.find((candidate) => candidate.matches(url, sent))
  if (provider === undefined) return
  const messages = response === undefined ? [] : responseMessages(response)
  facts.modelParameters ??= modelParameters(provider, url, sent, messages)
  const usage = exchangeUsage(provider, messages)
  if (usage !== undefined) facts.usage = added(facts.usage, usage)
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

/** Later messages of a stream hold the newer counts. */
function exchangeUsage(provider: Provider, messages: JsonObject[]): Usage | undefined {
  const parts = messages.map((message) => provider.usage(message) ?? {})
  const merged = Object.assign({}, ...parts) as Partial<Usage>
  if (Object.keys(merged).length === 0) return undefined
  const { inputTokens = 0, outputTokens = 0, totalTokens } = merged
  return { inputTokens, outputTokens, totalTokens: totalTokens ?? inputTokens + outputTokens }
}

function added(sum: Usage | undefined, usage: Usage): Usage {
  if (sum === undefined) return usage
  return {
    inputTokens: sum.inputTokens + usage.inputTokens,
    outputTokens: sum.outputTokens + usage.outputTokens,
    totalTokens: sum.totalTokens + usage.totalTokens,
  }
}
