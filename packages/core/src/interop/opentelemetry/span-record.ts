import { defined, setOwn } from '../../snapshot/plain-object.js'
import { objectOf, type Attributes } from './any-value.js'
import { decodedLinks, decodedScope, type ForeignSpan } from './foreign-span.js'

/** Fields of a span that a snapshot holds, or that stand in the record in decoded form. */
const ELSEWHERE = ['traceId', 'spanId', 'attributes', 'events', 'links']

/** What of a span has no place in a snapshot, under the names of OTLP, with its times to the nanosecond. */
export function spanRecord(span: ForeignSpan): Record<string, unknown> {
  const record = {}
  for (const [field, value] of Object.entries(span.span)) {
    if (!ELSEWHERE.includes(field)) setOwn(record, field, value)
  }
  const events = span.events.flatMap(({ written }) => (written === undefined ? [] : [defined(written)]))
  return Object.assign(
    record,
    defined({
      attributes: filled(span.attributes),
      events: events.length === 0 ? undefined : events,
      links: decodedLinks(span.span['links']),
      resource: filled(span.resourceAttributes),
      scope: decodedScope(span.scope),
    }),
  )
}

function filled(attributes: Attributes): Record<string, unknown> | undefined {
  return attributes.size === 0 ? undefined : objectOf(attributes)
}
