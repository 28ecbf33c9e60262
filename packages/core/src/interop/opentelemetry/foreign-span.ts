import { isForeignObject, type ForeignObject } from '../lossless/parse-lossless.js'
import { attributesOf, listOf, objectOf, type Attributes } from './any-value.js'
import { eventFields, type ContentEvent } from './content-event.js'

/** A span as it was written, with what stands around it. */
export interface WrittenSpan {
  readonly span: ForeignObject
  readonly resource: unknown
  readonly scope: unknown
}

/** A span with its attributes decoded. Those who read an attribute or event take it away; the rest is kept as it is. */
export interface ForeignSpan extends WrittenSpan {
  readonly attributes: Attributes
  readonly resourceAttributes: Attributes
  events: ContentEvent[]
  /** Texts for the person who imports. */
  readonly warnings: string[]
}

/** The spans of a document, in its order. What has the wrong type is passed over. */
export function writtenSpans(document: ForeignObject): WrittenSpan[] {
  return objects(document['resourceSpans']).flatMap(({ resource, scopeSpans }) =>
    objects(scopeSpans).flatMap(({ scope, spans }) =>
      objects(spans).map((span) => ({ span, resource, scope })),
    ),
  )
}

/** @throws RangeError for values nested too deep. */
export function decodedSpan(written: WrittenSpan, logged: readonly ContentEvent[]): ForeignSpan {
  const { span, resource } = written
  const events = objects(span['events']).map(({ name, attributes, timeUnixNano }) => ({
    name: typeof name === 'string' ? name : '',
    fields: eventFields(attributes, undefined),
    written: { name, timeUnixNano, attributes: objectOf(attributesOf(attributes)) },
  }))
  return {
    ...written,
    attributes: attributesOf(span['attributes']),
    resourceAttributes: attributesOf(isForeignObject(resource) ? resource['attributes'] : undefined),
    events: [...events, ...logged],
    warnings: [],
  }
}

/** The scope as it was written, with its attributes decoded. */
export function decodedScope(scope: unknown): unknown {
  if (!isForeignObject(scope) || !Array.isArray(scope['attributes'])) return scope
  return { ...scope, attributes: objectOf(attributesOf(scope['attributes'])) }
}

/** The links of a span likewise. */
export function decodedLinks(links: unknown): unknown {
  return Array.isArray(links) ? links.map(decodedScope) : links
}

function objects(given: unknown): ForeignObject[] {
  return listOf(given).filter(isForeignObject)
}
