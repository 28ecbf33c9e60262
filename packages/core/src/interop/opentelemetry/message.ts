import { defined, setOwn } from '../../snapshot/plain-object.js'
import { isForeignObject, type ForeignObject } from '../lossless/parse-lossless.js'
import { listOf } from './any-value.js'
import { parseContent } from './parse-json.js'

const READ = ['role', 'content', 'tool_calls', 'finish_reason']
const READ_OF_TOOL = [...READ, 'id', 'tool_call_id']

/**
 * A message of older conventions, of OpenAI or of the AI SDK in the shape of the current conventions:
 * `{ role, parts: [{ type: 'text', content }, { type: 'tool_call', id, name, arguments }, …], finish_reason? }`. Fields that
 * are not read stay beside these.
 *
 * @param role where the message names none.
 */
export function toMessage(given: ForeignObject, role: string): Record<string, unknown> {
  if (Array.isArray(given['parts'])) return given
  const ownRole = typeof given['role'] === 'string' && given['role'] !== '' ? given['role'] : role
  const isOfTool = ownRole === 'tool'
  const parts = [
    ...contentParts(given['content'], isOfTool, given['id'] ?? given['tool_call_id']),
    ...listOf(parseContent(given['tool_calls'])).map(toPart),
  ]
  const message = { role: ownRole, parts, ...defined({ finish_reason: given['finish_reason'] }) }
  for (const [key, value] of Object.entries(given)) {
    if (!(isOfTool ? READ_OF_TOOL : READ).includes(key)) setOwn(message, key, value)
  }
  return message
}

function contentParts(content: unknown, isOfTool: boolean, id: unknown): unknown[] {
  if (content === undefined || content === null) return []
  const list = parseContent(content)
  if (Array.isArray(list) && list.length > 0 && list.every(isPart)) return list.map(toPart)
  // The text itself, even where it is JSON: so it was said.
  return isOfTool
    ? [{ type: 'tool_call_response', ...defined({ id }), response: content }]
    : [{ type: 'text', content }]
}

function isPart(item: unknown): boolean {
  return isForeignObject(item) && (typeof item['type'] === 'string' || hasOnly(item, 'text'))
}

/** What is in no known form stays as it is. */
function toPart(part: unknown): unknown {
  if (!isForeignObject(part)) return part
  const { type, function: call } = part
  if (isForeignObject(call)) return toolCall(part['id'], call['name'], call['arguments'])
  if (type === 'tool-call') {
    return toolCall(part['toolCallId'], part['toolName'], part['input'] ?? part['args'])
  }
  if (type === 'tool-result') {
    const response = part['output'] ?? part['result'] ?? null
    return { type: 'tool_call_response', ...defined({ id: part['toolCallId'] }), response }
  }
  if ((type === 'text' || type === 'reasoning' || type === undefined) && hasOnly(part, 'type', 'text')) {
    return { type: type ?? 'text', content: part['text'] }
  }
  // OpenLLMetry writes a call without a type around it.
  return typeof part['name'] === 'string' && hasOnly(part, 'id', 'name', 'arguments')
    ? toolCall(part['id'], part['name'], part['arguments'])
    : part
}

function toolCall(id: unknown, name: unknown, given: unknown): unknown {
  return { type: 'tool_call', ...defined({ id, name, arguments: parseContent(given) }) }
}

/** Whether it has the last of these fields, and no other than these. */
function hasOnly(part: ForeignObject, ...keys: string[]): boolean {
  return Object.hasOwn(part, keys.at(-1) ?? '') && Object.keys(part).every((key) => keys.includes(key))
}
