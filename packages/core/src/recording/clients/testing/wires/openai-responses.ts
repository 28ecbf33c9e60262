import { pieces, turnOf, type Turn } from './turn.js'
import { event, nowInSeconds, type Json, type Wire } from './wire.js'
import { openaiChat } from './openai-chat.js'

/** The responses API of OpenAI. */
export const openaiResponses: Wire = {
  serves: (path) => path.endsWith('/responses'),
  answer({ body }, nonce) {
    const input: Json[] =
      typeof body['input'] === 'string' ? [{ role: 'user', content: body['input'] }] : body['input']
    const turn = turnOf({
      prompt: promptOf(input),
      tools: (body['tools'] ?? []).map(({ name }: Json) => name),
      toolAnswered: input.some(({ type }) => type === 'function_call_output'),
      json: body['text']?.format?.type === 'json_schema',
    })
    const response = {
      id: `resp_${nonce}`,
      object: 'response',
      created_at: nowInSeconds(),
      status: 'in_progress',
      error: null,
      incomplete_details: null,
      instructions: body['instructions'] ?? null,
      model: `${body['model']}-2025-08-07`,
      output: [] as Json[],
      parallel_tool_calls: true,
      previous_response_id: null,
      store: true,
      temperature: 1,
      text: body['text'] ?? { format: { type: 'text' }, verbosity: 'medium' },
      tool_choice: 'auto',
      tools: body['tools'] ?? [],
      top_p: 0.98,
      truncation: 'disabled',
      usage: null as Json | null,
      metadata: {},
    }
    const item = itemOf(turn, nonce)
    const completed = { ...response, status: 'completed', output: [item], usage: USAGE }
    if (body['stream'] !== true) return { json: completed }
    const events = [
      { type: 'response.created', response },
      { type: 'response.in_progress', response },
      ...itemEvents(turn, item),
      { type: 'response.completed', response: completed },
    ]
    return {
      blocks: events.map((data, sequence_number) => event({ ...data, sequence_number }, data.type)),
    }
  },
  refusal: openaiChat.refusal,
}

const USAGE = {
  input_tokens: 900,
  input_tokens_details: { cache_write_tokens: 0, cached_tokens: 768 },
  output_tokens: 21,
  output_tokens_details: { reasoning_tokens: 0 },
  total_tokens: 921,
}

function promptOf(input: Json[]): string {
  const content = input.findLast(({ role }) => role === 'user')?.['content']
  return typeof content === 'string' ? content : content.map(({ text }: Json) => text).join('')
}

function itemOf(turn: Turn, nonce: string): Json {
  if ('text' in turn) {
    const content = [{ type: 'output_text', annotations: [], logprobs: [], text: turn.text }]
    return { id: `msg_${nonce}`, type: 'message', status: 'completed', role: 'assistant', content }
  }
  return {
    id: `fc_${nonce}`,
    type: 'function_call',
    status: 'completed',
    arguments: JSON.stringify(turn.input),
    call_id: `call_${nonce}`,
    name: turn.tool,
  }
}

function itemEvents(turn: Turn, item: Json): (Json & { type: string })[] {
  const place = { item_id: item['id'], output_index: 0 }
  const added = { ...item, status: 'in_progress' }
  const done = { type: 'response.output_item.done', output_index: 0, item }
  if ('tool' in turn) {
    const type = 'response.function_call_arguments'
    return [
      { type: 'response.output_item.added', output_index: 0, item: { ...added, arguments: '' } },
      ...pieces(item['arguments']).map((delta) => ({ type: `${type}.delta`, ...place, delta })),
      { type: `${type}.done`, ...place, arguments: item['arguments'] },
      done,
    ]
  }
  const part = { ...place, content_index: 0 }
  const [content] = item['content']
  return [
    { type: 'response.output_item.added', output_index: 0, item: { ...added, content: [] } },
    { type: 'response.content_part.added', ...part, part: { ...content, text: '' } },
    ...pieces(turn.text).map((delta) => ({
      type: 'response.output_text.delta',
      ...part,
      delta,
      logprobs: [],
    })),
    { type: 'response.output_text.done', ...part, text: turn.text, logprobs: [] },
    { type: 'response.content_part.done', ...part, part: content },
    done,
  ]
}
