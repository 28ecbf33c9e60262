import { statSync } from '../../kept-fs.js'
import type { ImportedRow } from '../imported-row.js'
import { invalidImport } from '../invalid-import.js'
import { databaseTexts } from './database-texts.js'
import { decisionRows } from './decision-rows.js'
import { folderTexts } from './folder-texts.js'

/**
 * Reads a database of briefcase (3.0 to 4.4, and rows of 2.0), or a folder of its versioned layout. Each decision of a
 * batch or session is a row of its own.
 */
export async function* readBriefcase(path: string): AsyncIterable<ImportedRow> {
  const texts = isFolder(path) ? folderTexts(path) : databaseTexts(path)
  for (const text of texts) yield* decisionRows(text)
}

function isFolder(path: string): boolean {
  try {
    const stat = statSync(path)
    if (stat.isDirectory()) return true
    if (stat.isFile()) return false
  } catch (error) {
    throw invalidImport(path, `it cannot be opened (${(error as Error).message}).`, error)
  }
  throw invalidImport(path, 'it is neither a file nor a folder.')
}
