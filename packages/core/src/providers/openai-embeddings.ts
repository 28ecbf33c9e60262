import { asNumber, asObject, asString, counts, settings, type Provider } from './provider.js'

const CONTENT = new Set(['model', 'input', 'user'])

/** Embeddings of OpenAI, and of everyone who speaks the same. There is no output to count. */
export const openaiEmbeddings: Provider = {
  embeds: true,
  matches: (url, request) => url.pathname.endsWith('/embeddings') && 'input' in request,
  modelName: (_url, request) => asString(request['model']) ?? 'unknown',
  parameters: (request) => settings(request, CONTENT),
  modelVersion: (message) => asString(message['model']),
  usage(message) {
    const usage = asObject(message['usage'])
    if (usage === undefined) return undefined
    return counts({
      inputTokens: asNumber(usage['prompt_tokens']),
      totalTokens: asNumber(usage['total_tokens']),
      cost: asNumber(usage['cost']),
    })
  },
}
