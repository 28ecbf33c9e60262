import { pieces, turnOf, type Turn } from './turn.js'
import { event, type Json, type Wire } from './wire.js'

/** The messages API of Anthropic. */
export const anthropicMessages: Wire = {
  serves: (path) => path.endsWith('/v1/messages'),
  answer({ body }, nonce) {
    const { type, name } = body['tool_choice'] ?? {}
    const turn = turnOf({
      ...conversation(body['messages']),
      tools: (body['tools'] ?? []).map((tool: Json) => tool['name']),
      // `any` is what the json tool of a structured answer is asked for with.
      forced: type === 'tool' ? name : type === 'any' ? body['tools'][0].name : undefined,
      json: body['output_config']?.format !== undefined || body['output_format'] !== undefined,
    })
    const block = blockOf(turn, nonce)
    const stop = { stop_reason: 'tool' in turn ? 'tool_use' : 'end_turn', stop_sequence: null }
    const message = {
      model: `${body['model']}-20251001`,
      id: `msg_${nonce}`,
      type: 'message',
      role: 'assistant',
      content: [block],
      ...stop,
      usage: { ...INPUT, output_tokens: 24, service_tier: 'standard' },
    }
    if (body['stream'] !== true) return { json: message }
    const started = { ...message, content: [], stop_reason: null, usage: { ...INPUT, output_tokens: 1 } }
    const events = [
      { type: 'message_start', message: started },
      { type: 'content_block_start', index: 0, content_block: emptied(block) },
      { type: 'ping' },
      ...deltasOf(turn).map((delta) => ({ type: 'content_block_delta', index: 0, delta })),
      { type: 'content_block_stop', index: 0 },
      { type: 'message_delta', delta: stop, usage: { ...INPUT, output_tokens: 24 } },
      { type: 'message_stop' },
    ]
    return { blocks: events.map((data) => event(data, data.type)) }
  },
  refusal: {
    status: 529,
    json: {
      type: 'error',
      error: { type: 'overloaded_error', message: 'Overloaded' },
      request_id: 'req_011CSHo',
    },
  },
}

const INPUT = { input_tokens: 30, cache_creation_input_tokens: 200, cache_read_input_tokens: 2_000 }

function conversation(messages: Json[]): { prompt: string; toolAnswered: boolean } {
  const parts = messages
    .filter(({ role }) => role === 'user')
    .flatMap(({ content }): Json[] =>
      typeof content === 'string' ? [{ type: 'text', text: content }] : content,
    )
  return {
    prompt: parts.findLast(({ type }) => type === 'text')?.['text'],
    toolAnswered: parts.some(({ type }) => type === 'tool_result'),
  }
}

const blockOf = (turn: Turn, nonce: string): Json =>
  'text' in turn
    ? { type: 'text', text: turn.text }
    : { type: 'tool_use', id: `toolu_${nonce}`, name: turn.tool, input: turn.input }

const emptied = (block: Json): Json =>
  block['type'] === 'text' ? { ...block, text: '' } : { ...block, input: {} }

const deltasOf = (turn: Turn): Json[] =>
  'text' in turn
    ? pieces(turn.text).map((text) => ({ type: 'text_delta', text }))
    : ['', ...pieces(JSON.stringify(turn.input))].map((part) => ({
        type: 'input_json_delta',
        partial_json: part,
      }))
