import { isForeignObject } from '../lossless/parse-lossless.js'
import { attributesOf, anyValue, type Attributes } from './any-value.js'
import { parseContent } from './parse-json.js'

/** An event of a span, or a log record that belongs to it: the same content is written either way. */
export interface ContentEvent {
  readonly name: string
  readonly fields: Attributes
  /** The event of the span as it was decoded; undefined for a log record. */
  readonly written?: Record<string, unknown>
}

/**
 * The fields of an event: its attributes, and the members of its body. Some libraries put the body as JSON into the
 * attribute `gen_ai.event.content`.
 */
export function eventFields(attributes: unknown, body: unknown): Attributes {
  const fields = attributesOf(attributes)
  for (const nested of [parseContent(fields.get('gen_ai.event.content')), parseContent(anyValue(body))]) {
    if (isForeignObject(nested)) for (const [key, value] of Object.entries(nested)) fields.set(key, value)
  }
  return fields
}
