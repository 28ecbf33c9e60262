import { defined } from '../../../snapshot/plain-object.js'
import { isForeignObject, type ForeignObject } from '../../lossless/parse-lossless.js'
import { listOf, type Attributes } from '../any-value.js'
import type { ForeignSpan } from '../foreign-span.js'
import { toMessage } from '../message.js'
import { looksLikeJson, parseContent, parsedOr } from '../parse-json.js'
import { supply, take } from '../take.js'

/** What the calls of a provider and of a tool are called; the spans around them say nothing more. */
const OPERATIONS: readonly (readonly [RegExp, string])[] = [
  [/^ai\.toolCall$/, 'execute_tool'],
  [/\.do(?:Generate|Stream)$/, 'chat'],
  [/\.doEmbed$/, 'embeddings'],
]

const RENAMED: readonly (readonly [string, string])[] = [
  ['ai.toolCall.name', 'gen_ai.tool.name'],
  ['ai.toolCall.id', 'gen_ai.tool.call.id'],
  ['ai.toolCall.args', 'gen_ai.tool.call.arguments'],
  ['ai.toolCall.result', 'gen_ai.tool.call.result'],
  ['ai.model.id', 'gen_ai.request.model'],
  ['ai.model.provider', 'gen_ai.provider.name'],
  ['ai.usage.inputTokens', 'gen_ai.usage.input_tokens'],
  ['ai.usage.outputTokens', 'gen_ai.usage.output_tokens'],
  ['ai.usage.tokens', 'gen_ai.usage.input_tokens'],
  ['ai.telemetry.functionId', 'gen_ai.agent.name'],
]

/** The operation of a span of the AI SDK (versions 4 to 6), undefined for any other. */
export function aiSdkOperation(attributes: Attributes): string | undefined {
  const id = attributes.get('ai.operationId')
  return typeof id === 'string' ? OPERATIONS.find(([pattern]) => pattern.test(id))?.[1] : undefined
}

/** The attributes `ai.*` of the AI SDK under the names of the conventions. */
export function readAiSdk({ attributes }: ForeignSpan): void {
  const operation = aiSdkOperation(attributes)
  if (operation === undefined) return
  supply(attributes, 'gen_ai.operation.name', operation)
  // Results are always JSON, also where they are a text; a text that holds JSON stays quoted, to be told apart.
  const result = parsedOr(attributes.get('ai.toolCall.result'), undefined)
  if (result !== undefined && !looksLikeJson(result)) attributes.set('ai.toolCall.result', result)
  for (const [own, current] of RENAMED) {
    if (!attributes.has(current)) supply(attributes, current, take(attributes, own))
  }
  const messages = parseContent(attributes.get('ai.prompt.messages'))
  if (Array.isArray(messages) && messages.every(isForeignObject)) {
    attributes.delete('ai.prompt.messages')
    supply(
      attributes,
      'gen_ai.input.messages',
      messages.map((message) => toMessage(message, 'user')),
    )
  }
  // A list of texts, each of them JSON.
  if (attributes.has('ai.prompt.tools')) {
    supply(attributes, 'gen_ai.tool.definitions', parsedList(take(attributes, 'ai.prompt.tools')))
  }
  supply(attributes, 'gen_ai.output.messages', answerOf(attributes))
  for (const key of ['ai.values', 'ai.embeddings']) {
    if (attributes.has(key)) attributes.set(key, parsedList(attributes.get(key)))
  }
}

function answerOf(attributes: Attributes): unknown {
  const text = take(attributes, 'ai.response.text', 'ai.response.object')
  const reasoning = take(attributes, 'ai.response.reasoning')
  const calls = parseContent(take(attributes, 'ai.response.toolCalls'))
  if (text === undefined && reasoning === undefined && calls === undefined) return undefined
  const content = [
    ...(reasoning === undefined ? [] : [{ type: 'reasoning', text: reasoning }]),
    ...(text === undefined || text === '' ? [] : [{ type: 'text', text }]),
    ...listOf(calls)
      .filter(isForeignObject)
      .map((call) => ({ ...call, type: 'tool-call' })),
  ] as ForeignObject[]
  const reason = take(attributes, 'ai.response.finishReason')
  return [toMessage(defined({ content, finish_reason: reason }) as ForeignObject, 'assistant')]
}

function parsedList(given: unknown): unknown {
  return Array.isArray(given) ? given.map((item: unknown) => parsedOr(item, item)) : given
}
