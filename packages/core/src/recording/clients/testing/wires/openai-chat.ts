import { pieces, turnOf, type Turn } from './turn.js'
import { event, nowInSeconds, type Json, type Wire } from './wire.js'

/**
 * Chat completions of OpenAI. Others speak the same: OpenRouter with comments and the cost, Groq and Mistral with places
 * of their own for what they counted.
 */
export const openaiChat: Wire = {
  serves: (path) => path.endsWith('/chat/completions'),
  answer({ host, body }, nonce) {
    const turn = turnOf({
      prompt: promptOf(body),
      tools: (body['tools'] ?? []).map((tool: Json) => tool['function'].name),
      forced: body['tool_choice']?.function?.name,
      toolAnswered: body['messages'].some(({ role }: Json) => role === 'tool'),
      json: body['response_format'] !== undefined,
    })
    const base = {
      id: `chatcmpl-${nonce}`,
      created: nowInSeconds(),
      model: `${body['model']}-2025-08-07`,
      service_tier: 'default',
      system_fingerprint: 'fp_44709d6fcb',
    }
    const usage = usageAt(host)
    if (body['stream'] !== true) {
      const choices = [
        { index: 0, message: messageOf(turn, nonce), logprobs: null, finish_reason: reason(turn) },
      ]
      return { json: { ...base, object: 'chat.completion', choices, usage } }
    }
    const mistral = host === 'api.mistral.ai'
    const counted = body['stream_options']?.include_usage === true || host === 'openrouter.ai'
    const chunk = (more: Json): string =>
      event({ ...base, object: 'chat.completion.chunk', ...(counted ? { usage: null } : {}), ...more })
    const delta = (part: Json, finish: string | null = null, more: Json = {}): string =>
      chunk({ choices: [{ index: 0, delta: part, logprobs: null, finish_reason: finish }], ...more })
    return {
      blocks: [
        ...(host === 'openrouter.ai' ? [': OPENROUTER PROCESSING\n\n'] : []),
        ...deltasOf(turn, nonce).map((part) => delta(part)),
        delta({}, reason(turn), mistral ? { usage } : {}),
        ...(host === 'api.groq.com' ? [chunk({ choices: [], x_groq: { id: nonce, usage } })] : []),
        ...(counted ? [chunk({ choices: [], usage })] : []),
        'data: [DONE]\n\n',
      ],
    }
  },
  refusal: {
    status: 429,
    json: {
      error: {
        message: 'Rate limit reached for requests',
        type: 'requests',
        param: null,
        code: 'rate_limit_exceeded',
      },
    },
  },
}

const USAGE = {
  prompt_tokens: 1_200,
  completion_tokens: 18,
  total_tokens: 1_218,
  prompt_tokens_details: { cached_tokens: 1_024, audio_tokens: 0 },
  completion_tokens_details: { reasoning_tokens: 0, audio_tokens: 0 },
}

function usageAt(host: string): Json {
  if (host === 'openrouter.ai') return { ...USAGE, cost: 0.00004 }
  if (host !== 'api.mistral.ai') return USAGE
  const { prompt_tokens, completion_tokens, total_tokens } = USAGE
  return { prompt_tokens, completion_tokens, total_tokens, num_cached_tokens: 1_024 }
}

function promptOf(body: Json): string {
  const { content } = body['messages'].findLast(({ role }: Json) => role === 'user')
  return typeof content === 'string' ? content : content.map(({ text }: Json) => text).join('')
}

const reason = (turn: Turn): string => ('tool' in turn ? 'tool_calls' : 'stop')

function messageOf(turn: Turn, nonce: string): Json {
  const message = { role: 'assistant', refusal: null, annotations: [] }
  if ('text' in turn) return { ...message, content: turn.text }
  const call = { name: turn.tool, arguments: JSON.stringify(turn.input) }
  return {
    ...message,
    content: null,
    tool_calls: [{ id: `call_${nonce}`, type: 'function', function: call }],
  }
}

function deltasOf(turn: Turn, nonce: string): Json[] {
  if ('text' in turn) {
    return [
      { role: 'assistant', content: '', refusal: null },
      ...pieces(turn.text).map((content) => ({ content })),
    ]
  }
  const call = { index: 0, id: `call_${nonce}`, type: 'function' }
  return [
    { role: 'assistant', content: null },
    { tool_calls: [{ ...call, function: { name: turn.tool, arguments: '' } }] },
    ...pieces(JSON.stringify(turn.input)).map((part) => ({
      tool_calls: [{ index: 0, function: { arguments: part } }],
    })),
  ]
}
