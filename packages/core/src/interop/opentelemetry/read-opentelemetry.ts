import type { ImportedRow } from '../imported-row.js'
import { writtenSpans } from './foreign-span.js'
import { readDocuments } from './read-documents.js'
import { readLogEvents } from './read-log-events.js'
import { sourceFiles } from './source-files.js'
import { spanKey } from './span-key.js'
import { spanRow } from './span-row.js'

/**
 * Reads spans of generative AI from OTLP JSON (OTLP 1.5 and later): a file with one document, a file with one on each
 * line as the collector's file exporter writes it, or a folder of such files. Every such span makes a snapshot; other
 * spans are passed over. What makes none (no content, no ids, a broken line) is a problem of that row.
 *
 * Understood are the GenAI semantic conventions as they stand in `semantic-conventions-genai` (in development, on top of
 * 1.41; since 1.37: messages as attributes of the span, structured or as JSON, or on the event
 * `gen_ai.client.inference.operation.details`), those of 1.28 to 1.36 (an event for each message), those before
 * (`gen_ai.prompt`, `gen_ai.completion`), OpenLLMetry's flat attributes, and the AI SDK's `ai.*`. Messages of older
 * ones take the shape of the current ones. Events may be logged: then the folder has to hold the logs beside the
 * traces, and what they hold is kept in memory.
 *
 * - `id`: `<function name>/<trace id>-<span id>`, so that importing again makes no row twice.
 * - `functionName`: the operation and what it works on, `chat`, `execute_tool get_weather`; `moduleName`: the service.
 * - `inputs`: `systemInstructions`, `messages`, `toolDefinitions`, or `arguments`, `query`, `texts`; `outputs`:
 *   `messages`, or `result`, `documents`, `records`, `embeddings`.
 * - `tags`: `traceId`, `conversationId`. `executionTimeMs`: from start to end.
 * - `effects`: none. A trace holds no tape, so these snapshots can be compared and validated; a replay of them finds
 *   nothing to play back.
 * - `origin.record`: all else, under the names of OTLP.
 *
 * @throws UsageError `INVALID_IMPORT` when the source cannot be read, or not to its end.
 */
export async function* readOpenTelemetry(path: string): AsyncIterable<ImportedRow> {
  const files = await sourceFiles(path)
  const events = await readLogEvents(files)
  const seen = new Set<string>()
  for (const file of files) {
    for await (const found of readDocuments(file)) {
      if ('problem' in found) {
        yield found
        continue
      }
      for (const [index, written] of writtenSpans(found.document).entries()) {
        const key = spanKey(written.span['traceId'], written.span['spanId']) ?? ''
        const row = spanRow(written, `${found.place} span ${index + 1}`, events.get(key) ?? [])
        if (events.has(key)) seen.add(key)
        if (row !== undefined) yield row
      }
    }
  }
  for (const id of events.keys()) {
    if (!seen.has(id)) yield { problem: { id, code: 'INVALID_IMPORT', message: NO_SPAN } }
  }
}

const NO_SPAN =
  'Content of this span was logged, but the span itself is not among the files. Import the traces and the logs from one folder.'
