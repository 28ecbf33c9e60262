import { contentHash } from '../../snapshot/content-hash.js'
import { parseSnapshot } from '../../snapshot/serialize.js'
import { LIMITS } from '../../limits.js'
import type { ImportedRow } from '../imported-row.js'
import { parseLossless, isForeignObject, type ForeignJson } from '../lossless/parse-lossless.js'
import { readLines } from '../lines/read-lines.js'
import type { Line } from '../lines/line-collector.js'
import { rowProblem } from '../row-problem.js'
import { recordRow } from './record-row.js'

const FAULTS = {
  'too-long': () => `The line is longer than the ${LIMITS.snapshotBytes} bytes a snapshot may have.`,
  'not-utf-8': () => 'The line is not UTF-8 text.',
}

/**
 * Reads JSON lines: snapshots of our own format, and plain records of decisions (see `recordRow`). A line that is
 * neither is a problem of that line.
 */
export async function* readJsonl(path: string): AsyncIterable<ImportedRow> {
  for await (const line of readLines(path, LIMITS.snapshotBytes)) yield rowOf(line)
}

function rowOf({ number, text, fault }: Line): ImportedRow {
  const id = `line ${number}`
  if (text === undefined) {
    const code = fault === 'too-long' ? 'LIMIT_EXCEEDED' : 'INVALID_IMPORT'
    return { problem: { id, code, message: FAULTS[fault ?? 'not-utf-8']() } }
  }
  try {
    const json = parseLossless(text)
    return isOurs(json) ? ownRow(id, text) : recordRow(json, text, number)
  } catch (error) {
    if (error instanceof SyntaxError) {
      return { problem: { id, code: 'INVALID_IMPORT', message: `The line is not JSON: ${error.message}.` } }
    }
    return { problem: rowProblem(id, error) }
  }
}

function isOurs(json: ForeignJson): boolean {
  const format = isForeignObject(json) ? json['format'] : undefined
  return typeof format === 'string' && format.startsWith('retrial/')
}

function ownRow(id: string, text: string): ImportedRow {
  const snapshot = parseSnapshot(text)
  const hash = contentHash(snapshot)
  if (hash === snapshot.contentHash) return { snapshot }
  const message = `Snapshot ${JSON.stringify(snapshot.id)} says its content hash is ${snapshot.contentHash}, its content gives ${hash}: it was edited after it was recorded.`
  return { problem: { id, code: 'HASH_MISMATCH', message } }
}
