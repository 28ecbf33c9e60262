import {
  asNumber,
  asObject,
  asString,
  changedBeside,
  counts,
  settings,
  type JsonObject,
  type Provider,
} from './provider.js'

const CONTENT = new Set([
  'model',
  'messages',
  'tools',
  'functions',
  'stream',
  'stream_options',
  'metadata',
  'user',
  'prediction',
  'prompt_cache_key',
  'safety_identifier',
])

/** Chat completions of OpenAI, and of everyone who speaks the same: Groq, Mistral, OpenRouter, DeepSeek … */
export const openaiChat: Provider = {
  matches: (url, request) => url.pathname.endsWith('/chat/completions') && Array.isArray(request['messages']),
  modelName: (_url, request) => asString(request['model']) ?? 'unknown',
  parameters: (request) => settings(request, CONTENT),
  change: changedBeside(CONTENT),
  modelVersion: (message) => asString(message['model']),
  usage(message) {
    const usage = asObject(message['usage']) ?? asObject(asObject(message['x_groq'])?.['usage'])
    if (usage === undefined) return undefined
    return counts({
      inputTokens: asNumber(usage['prompt_tokens']),
      outputTokens: asNumber(usage['completion_tokens']),
      totalTokens: asNumber(usage['total_tokens']),
      cachedInputTokens: cachedTokens(usage),
      cost: asNumber(usage['cost']),
    })
  },
}

/** Mistral, DeepSeek and Together have places of their own for it, which some use beside OpenAI's. */
function cachedTokens(usage: JsonObject): number | undefined {
  return (
    asNumber(asObject(usage['prompt_tokens_details'])?.['cached_tokens']) ??
    asNumber(usage['num_cached_tokens']) ??
    asNumber(usage['prompt_cache_hit_tokens']) ??
    asNumber(usage['cached_tokens'])
  )
}
