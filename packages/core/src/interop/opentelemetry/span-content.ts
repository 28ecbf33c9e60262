import type { DraftItem } from '../named-items.js'
import type { ForeignSpan } from './foreign-span.js'
import { looksLikeJson, parseContent } from './parse-json.js'
import { take } from './take.js'

type Slots = readonly (readonly [name: string, attribute: string])[]

const INPUTS: Slots = [
  ['systemInstructions', 'gen_ai.system_instructions'],
  ['messages', 'gen_ai.input.messages'],
  ['toolDefinitions', 'gen_ai.tool.definitions'],
  ['arguments', 'gen_ai.tool.call.arguments'],
  ['query', 'gen_ai.retrieval.query.text'],
  ['query', 'gen_ai.memory.query.text'],
  // The conventions have no attribute for what is embedded; the AI SDK does.
  ['texts', 'ai.values'],
]

const OUTPUTS: Slots = [
  ['messages', 'gen_ai.output.messages'],
  ['result', 'gen_ai.tool.call.result'],
  ['documents', 'gen_ai.retrieval.documents'],
  ['embeddings', 'ai.embeddings'],
]

/** A text of these that starts as JSON and is none was cut short. */
const ALWAYS_JSON = /messages$|instructions$|definitions$/
const CUT =
  'Content that is no whole JSON was kept as text: it was cut. Raise OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT or OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT.'

/** What a span says was asked and answered. */
export interface SpanContent {
  readonly inputs: DraftItem[]
  readonly outputs: DraftItem[]
}

/** Takes the content out of a span whose attributes have current names. */
export function takeContent(span: ForeignSpan): SpanContent {
  const { attributes } = span
  // Records that are written to a memory are no answer.
  const isSearch = attributes.get('gen_ai.operation.name') === 'search_memory'
  const outputs: Slots = isSearch ? [...OUTPUTS, ['records', 'gen_ai.memory.records']] : OUTPUTS
  return { inputs: takeSlots(span, INPUTS), outputs: takeSlots(span, outputs) }
}

function takeSlots({ attributes, warnings }: ForeignSpan, slots: Slots): DraftItem[] {
  return slots.flatMap(([name, attribute]) => {
    if (!attributes.has(attribute)) return []
    const value = parseContent(take(attributes, attribute))
    if (ALWAYS_JSON.test(attribute) && looksLikeJson(value)) warnings.push(CUT)
    return [{ name, value }]
  })
}
