import type { ForeignSpan } from '../foreign-span.js'
import { supply } from '../take.js'

const NAME = 'gen_ai.client.inference.operation.details'

/** The event of the current conventions: the same attributes as the span, with the content. */
export function readDetailsEvent(span: ForeignSpan): void {
  for (const { fields } of span.events.filter(({ name }) => name === NAME)) {
    fields.delete('event.name')
    for (const [key, value] of fields) supply(span.attributes, key, value)
  }
  span.events = span.events.filter(({ name }) => name !== NAME)
}
