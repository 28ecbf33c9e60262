import { join } from 'node:path'
import { TextDecoder } from 'node:util'
import { lstatSync, readdirSync, readFileSync, statSync } from '../../kept-fs.js'
import { ifPresent } from '../../store/failure.js'
import { invalidImport } from '../invalid-import.js'
import { LIMITS } from '../../limits.js'
import type { SourceText } from './source-text.js'

export const FOLDERS = { snapshot: 'snapshots', decision: 'decisions' } as const

/** The files of briefcase's versioned layout, `snapshots/<id>.json` and `decisions/<id>.json`, in their order. */
export function* folderTexts(path: string): Iterable<SourceText> {
  const present = Object.values(FOLDERS).filter((folder) =>
    ifPresent(() => statSync(join(path, folder)))?.isDirectory(),
  )
  if (present.length === 0) {
    throw invalidImport(path, 'it holds neither a folder "snapshots" nor a folder "decisions".')
  }
  for (const kind of ['snapshot', 'decision'] as const) {
    const folder = FOLDERS[kind]
    for (const name of namesIn(path, folder)) {
      yield {
        id: `${folder}/${name.slice(0, -'.json'.length)}`,
        kind,
        ...contentOf(join(path, folder, name)),
      }
    }
  }
}

function namesIn(path: string, folder: string): string[] {
  try {
    const names = ifPresent(() => readdirSync(join(path, folder))) ?? []
    return names.filter((name) => name.endsWith('.json') && !name.startsWith('.')).sort()
  } catch (error) {
    throw invalidImport(path, `its folder "${folder}" cannot be read (${(error as Error).message}).`, error)
  }
}

function contentOf(file: string): { text: string } | { fault: string } {
  try {
    const stat = lstatSync(file)
    if (!stat.isFile()) return { fault: 'It is not a file; links are not followed.' }
    if (stat.size > LIMITS.snapshotBytes) {
      return {
        fault: `It has ${stat.size} bytes, more than the ${LIMITS.snapshotBytes} a snapshot may have.`,
      }
    }
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file)) }
  } catch (error) {
    const { code, message } = error as { code?: unknown; message: string }
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return { fault: 'It is not UTF-8 text.' }
    if (typeof code !== 'string') throw error
    return { fault: `It cannot be read (${message}).` }
  }
}
