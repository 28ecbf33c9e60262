import { asNumber, asObject, asString, changedBeside, counts, settings, type Provider } from './provider.js'

const CONTENT = new Set([
  'model',
  'input',
  'instructions',
  'tools',
  'stream',
  'stream_options',
  'include',
  'metadata',
  'user',
  'prompt',
  'conversation',
  'previous_response_id',
  'prompt_cache_key',
  'safety_identifier',
])

/** The responses API of OpenAI. Its stream ends with an event that holds the whole response. */
export const openaiResponses: Provider = {
  matches: (url, request) => url.pathname.endsWith('/responses') && 'input' in request,
  modelName: (_url, request) => asString(request['model']) ?? 'unknown',
  parameters: (request) => settings(request, CONTENT),
  change: changedBeside(CONTENT),
  modelVersion: (message) => asString((asObject(message['response']) ?? message)['model']),
  usage(message) {
    const usage = asObject((asObject(message['response']) ?? message)['usage'])
    if (usage === undefined) return undefined
    return counts({
      inputTokens: asNumber(usage['input_tokens']),
      outputTokens: asNumber(usage['output_tokens']),
      totalTokens: asNumber(usage['total_tokens']),
      cachedInputTokens: asNumber(asObject(usage['input_tokens_details'])?.['cached_tokens']),
      cost: asNumber(usage['cost']),
    })
  },
}
