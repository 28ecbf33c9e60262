import { join } from 'node:path'
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, writeFileSync } from '../../kept-fs.js'
import { UsageError } from '../../errors.js'
import { explaining } from '../../store/failure.js'
import { duplicateId } from '../../store/refusals.js'
import { FOLDERS } from './folder-texts.js'
import type { Sink } from './sink.js'

/** An id becomes a file name here, and an imported one may be anything. */
const FILE_NAME = /^(?!.*\.\.)[\w.@+=,~-]{1,100}$/

/**
 * The versioned layout of briefcase in the folder `temporary`.
 *
 * @param path what messages call it.
 */
export function folderSink(temporary: string, path: string): Sink {
  for (const folder of Object.values(FOLDERS)) {
    explaining(`write ${path}`, () => mkdirSync(join(temporary, folder), { recursive: true }))
  }
  const write = (folder: string, id: string, text: string): void => {
    if (!FILE_NAME.test(id)) {
      throw new UsageError(
        'INVALID_ID',
        `${JSON.stringify(id.slice(0, 80))} cannot be the name of a file. Export to a database instead.`,
      )
    }
    const file = join(temporary, folder, `${id}.json`)
    if (existsSync(file)) throw duplicateId(id, path)
    explaining(`write ${path}`, () => {
      writeToDisk(file, text)
    })
  }
  return {
    single: ({ id }, decision) => {
      write(FOLDERS.decision, id, decision)
    },
    group: ({ id, text }) => {
      write(FOLDERS.snapshot, id, text)
    },
  }
}

function writeToDisk(path: string, text: string): void {
  const file = openSync(path, 'wx', 0o600)
  try {
    writeFileSync(file, text)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
