import { isForeignObject, type ForeignObject } from '../../lossless/parse-lossless.js'
import type { ForeignSpan } from '../foreign-span.js'
import { toMessage } from '../message.js'
import { parseContent } from '../parse-json.js'
import { supply, take } from '../take.js'

/** Attributes that were renamed, and those of OpenLLMetry, which the conventions grew out of. */
const RENAMED: readonly (readonly [string, string])[] = [
  ['gen_ai.system', 'gen_ai.provider.name'],
  ['gen_ai.usage.prompt_tokens', 'gen_ai.usage.input_tokens'],
  ['gen_ai.usage.completion_tokens', 'gen_ai.usage.output_tokens'],
  ['llm.usage.total_tokens', 'gen_ai.usage.total_tokens'],
  ['llm.request.type', 'gen_ai.operation.name'],
]

const PROMPTS = [
  ['gen_ai.prompt', 'gen_ai.input.messages', 'user'],
  ['gen_ai.completion', 'gen_ai.output.messages', 'assistant'],
] as const

/**
 * Attributes of the conventions up to 1.36 under their current names. `gen_ai.prompt` and `gen_ai.completion` (JSON,
 * up to 1.27) stood on the span or on its events `gen_ai.content.prompt` and `gen_ai.content.completion`.
 */
export function readOlderNames(span: ForeignSpan): void {
  const { attributes } = span
  for (const [older, current] of RENAMED) {
    if (!attributes.has(current)) supply(attributes, current, take(attributes, older))
  }
  for (const [older, current, role] of PROMPTS) {
    const event = span.events.find(({ fields }) => fields.has(older))
    if (attributes.has(current) || (!attributes.has(older) && event === undefined)) continue
    const given = attributes.has(older) ? take(attributes, older) : event?.fields.get(older)
    supply(attributes, current, messagesOf(given, role))
    span.events = span.events.filter((other) => other !== event)
  }
}

/** Messages as JSON, one or a list; any other text is what was said. */
function messagesOf(given: unknown, role: string): unknown[] {
  const parsed = parseContent(given)
  const list: readonly unknown[] = Array.isArray(parsed) ? parsed : [parsed]
  return list.length > 0 && list.every(isMessage)
    ? list.map((item) => toMessage(item, role))
    : [toMessage({ content: given as string }, role)]
}

function isMessage(item: unknown): item is ForeignObject {
  return isForeignObject(item) && ['content', 'role', 'parts'].some((key) => Object.hasOwn(item, key))
}
