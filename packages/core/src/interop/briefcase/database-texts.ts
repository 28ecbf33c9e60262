import { invalidImport } from '../invalid-import.js'
import { LIMITS } from '../../limits.js'
import { openBriefcase } from './open-briefcase.js'
import type { SourceText } from './source-text.js'

// The length is known without reading the text, so a text that is too long never reaches memory.
const ROWS = `SELECT id, typeof(data_json) AS type, octet_length(data_json) AS bytes,
  CASE WHEN octet_length(data_json) <= ? THEN data_json END AS text FROM snapshots`

interface Row {
  readonly id: unknown
  readonly type: string
  readonly bytes: number | null
  readonly text: unknown
}

/** The rows of a database of briefcase, as of one moment. */
export function* databaseTexts(path: string): Iterable<SourceText> {
  const { database, close } = openBriefcase(path)
  try {
    for (const row of database.prepare<[number], Row>(ROWS).iterate(LIMITS.snapshotBytes)) yield textOf(row)
  } catch (error) {
    const { code, message } = error as { code?: unknown; message: string }
    if (typeof code !== 'string' || !code.startsWith('SQLITE_')) throw error
    throw invalidImport(path, `it cannot be read to its end (${message}).`, error)
  } finally {
    close()
  }
}

function textOf({ id: rowId, type, bytes, text }: Row): SourceText {
  const id = typeof rowId === 'string' ? rowId : `a row with the id ${String(rowId)}`
  if (type !== 'text') return { id, kind: 'snapshot', fault: `data_json is not text, it is ${type}.` }
  if (typeof text === 'string') return { id, kind: 'snapshot', text }
  return {
    id,
    kind: 'snapshot',
    fault: `data_json has ${bytes ?? 0} bytes, more than the ${LIMITS.snapshotBytes} a snapshot may have.`,
  }
}
