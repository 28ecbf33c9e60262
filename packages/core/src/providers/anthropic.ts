import {
  asNumber,
  asObject,
  asString,
  changedBeside,
  counts,
  settings,
  sum,
  type Provider,
} from './provider.js'

const CONTENT = new Set([
  'model',
  'messages',
  'system',
  'tools',
  'stream',
  'metadata',
  'mcp_servers',
  'container',
])

/**
 * The messages API of Anthropic. Its stream counts the input in the first event and the output in the last. Its
 * `input_tokens` are those that no cache had a part in; here, as everywhere, the input is all of it.
 */
export const anthropic: Provider = {
  matches: (url, request) => url.pathname.endsWith('/v1/messages') && Array.isArray(request['messages']),
  modelName: (_url, request) => asString(request['model']) ?? 'unknown',
  parameters: (request) => settings(request, CONTENT),
  change: changedBeside(CONTENT),
  modelVersion: (message) => asString((asObject(message['message']) ?? message)['model']),
  usage(message) {
    const usage = asObject((asObject(message['message']) ?? message)['usage'])
    if (usage === undefined) return undefined
    const { input_tokens: fresh, cache_creation_input_tokens: written, cache_read_input_tokens: read } = usage
    return counts({
      inputTokens: sum(fresh, written, read),
      outputTokens: asNumber(usage['output_tokens']),
      cachedInputTokens: asNumber(read),
    })
  },
}
