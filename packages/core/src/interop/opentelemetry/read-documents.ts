import { readFile, stat } from 'node:fs/promises'
import { invalidImport } from '../invalid-import.js'
import type { TransferProblem } from '../imported-row.js'
import type { Line } from '../lines/line-collector.js'
import { readLines } from '../lines/read-lines.js'
import { isForeignObject, type ForeignObject } from '../lossless/parse-lossless.js'
import { rowProblem } from '../row-problem.js'
import { parseDocument } from './parse-json.js'
import type { SourceFile } from './source-files.js'

/** A document of a file, or why it is none. `place` is how problems name it: `traces.jsonl line 7`. */
export type SourceDocument =
  { readonly place: string; readonly document: ForeignObject } | { readonly problem: TransferProblem }

/** A collector writes a batch to a line; a larger one could not be held as text and as values at once. */
const MAX_DOCUMENT_BYTES = 256 * 1024 * 1024
const SIGNALS = ['resourceSpans', 'resourceLogs', 'resourceMetrics']
const DOCUMENT_START = /^\s*\{\s*"resource(?:Spans|Logs|Metrics)"/

/**
 * The OTLP documents of a file: one that goes over many lines, or one on each line.
 *
 * @param signal where given, only documents with this member; those that are broken are passed over too.
 * @throws UsageError `INVALID_IMPORT` when the file cannot be read, or not to its end.
 */
export async function* readDocuments(
  { path, prefix }: SourceFile,
  signal?: 'resourceLogs',
): AsyncIterable<SourceDocument> {
  const read = (place: string, text: string): SourceDocument[] => {
    if (signal !== undefined && !text.includes(`"${signal}"`)) return []
    const found = documentOf(place, text)
    return signal !== undefined && 'problem' in found ? [] : [found]
  }
  let isEmpty = true
  const whole = await isWhole(path)
  for await (const line of whole ? wholeFile(path) : readLines(path, MAX_DOCUMENT_BYTES)) {
    isEmpty = false
    const place = `${prefix}line ${line.number}`
    if (line.text !== undefined) yield* read(place, line.text)
    else if (signal === undefined) yield { problem: faultOf(place, line.fault) }
  }
  if (isEmpty && signal === undefined) {
    yield { problem: { id: `${prefix}line 1`, code: 'INVALID_IMPORT', message: 'The file is empty.' } }
  }
}

/** Whether a document starts on the first line and does not end there, as when it is written for people. */
async function isWhole(path: string): Promise<boolean> {
  let first: string | undefined
  for await (const { text } of readLines(path, MAX_DOCUMENT_BYTES)) {
    if (text === undefined) return false
    // The second line: a new document means that the first one was broken.
    if (first !== undefined) return !DOCUMENT_START.test(text)
    if ((DOCUMENT_START.test(text) && text.trimEnd().endsWith('}')) || isJson(text)) return false
    first = text
  }
  return false
}

async function* wholeFile(path: string): AsyncIterable<Line> {
  try {
    const { size } = await stat(path)
    yield size > MAX_DOCUMENT_BYTES
      ? { number: 1, fault: 'too-long' }
      : { number: 1, text: (await readFile(path, 'utf8')).replace(/^\ufeff/, '') }
  } catch (error) {
    throw invalidImport(path, `it cannot be read (${(error as Error).message}).`, error)
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

function documentOf(place: string, text: string): SourceDocument {
  const invalid = (message: string): SourceDocument => ({
    problem: { id: place, code: 'INVALID_IMPORT', message },
  })
  try {
    const document = parseDocument(text)
    return isForeignObject(document) && SIGNALS.some((member) => Array.isArray(document[member]))
      ? { place, document }
      : invalid('It is no OTLP JSON: it has no list "resourceSpans".')
  } catch (error) {
    if (error instanceof SyntaxError) return invalid(`It is not JSON: ${error.message}.`)
    return { problem: rowProblem(place, error) }
  }
}

function faultOf(id: string, fault: Line['fault']): TransferProblem {
  return fault === 'too-long'
    ? {
        id,
        code: 'LIMIT_EXCEEDED',
        message: `The document is longer than ${MAX_DOCUMENT_BYTES} bytes. Export smaller batches.`,
      }
    : { id, code: 'INVALID_IMPORT', message: 'It is not UTF-8 text.' }
}
