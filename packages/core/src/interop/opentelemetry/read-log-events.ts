import { isForeignObject, type ForeignObject } from '../lossless/parse-lossless.js'
import { listOf } from './any-value.js'
import { eventFields, type ContentEvent } from './content-event.js'
import { readDocuments } from './read-documents.js'
import type { SourceFile } from './source-files.js'
import { spanKey } from './span-key.js'

const GEN_AI =
  /^gen_ai\.(?:client\.inference\.operation\.details|choice|content\.\w+|(?:system|user|assistant|tool)\.message)$/

/** Events with content that were logged, by the span they belong to. They are held in memory. */
export async function readLogEvents(files: readonly SourceFile[]): Promise<Map<string, ContentEvent[]>> {
  const events = new Map<string, ContentEvent[]>()
  for (const file of files) {
    for await (const found of readDocuments(file, 'resourceLogs')) {
      if (!('document' in found)) continue
      for (const record of logRecords(found.document)) {
        const fields = eventFields(record['attributes'], record['body'])
        // Older SDKs name the event in an attribute.
        const name = [record['eventName'], fields.get('event.name')].find(isText)
        const key = spanKey(record['traceId'], record['spanId'])
        if (name === undefined || !GEN_AI.test(name) || key === undefined) continue
        events.set(key, [...(events.get(key) ?? []), { name, fields }])
      }
    }
  }
  return events
}

function logRecords(document: ForeignObject): ForeignObject[] {
  return listOf(document['resourceLogs'])
    .filter(isForeignObject)
    .flatMap((resource) => listOf(resource['scopeLogs']).filter(isForeignObject))
    .flatMap((scope) => listOf(scope['logRecords']).filter(isForeignObject))
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}
