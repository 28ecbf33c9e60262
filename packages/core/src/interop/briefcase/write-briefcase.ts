import { existsSync } from '../../kept-fs.js'
import { UsageError } from '../../errors.js'
import { atomicFolder } from '../atomic-folder.js'
import { atomicOutput } from '../atomic-output.js'
import type { Writer } from '../writer.js'
import { databaseSink } from './database-sink.js'
import { folderSink } from './folder-sink.js'
import { writeDecisions } from './write-decisions.js'

/** A database where the path ends like one, else a folder. */
export const writeBriefcase: Writer = (path, overwrite, fill) => {
  if (!/\.(?:db|sqlite3?)$/i.test(path)) {
    return atomicFolder(path, overwrite, (temporary) => writeDecisions(folderSink(temporary, path), fill))
  }
  return atomicOutput(path, overwrite, async (temporary) => {
    // A log beside the path would be taken for that of the new database.
    if (existsSync(`${path}-wal`)) throw inUse(path)
    const sink = databaseSink(temporary, path)
    try {
      const report = await writeDecisions(sink, fill)
      sink.finish()
      return report
    } finally {
      sink.close()
    }
  })
}

function inUse(path: string): UsageError {
  return new UsageError(
    'INVALID_OPTION',
    `${path} is in use, or was not closed: there is a log beside it. Choose another path.`,
  )
}
