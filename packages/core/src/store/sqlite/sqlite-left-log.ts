import { existsSync, statSync } from '../../kept-fs.js'
import { StoreError } from '../../errors.js'

/**
 * Refuses to make a database beside the log of one that is gone: SQLite would write the pages in it over those of the new
 * one.
 *
 * @throws StoreError `STORE_CORRUPT`. The log is left as it was: it may hold what was saved last.
 */
export function checkNoLogIsLeft(path: string): void {
  const log = `${path}-wal`
  const isLeft = (statSync(log, { throwIfNoEntry: false })?.size ?? 0) > 0
  // In this order: who makes a database at the same time makes the log after it.
  if (!isLeft || existsSync(path)) return
  throw new StoreError(
    'STORE_CORRUPT',
    `${path} is gone, but its log ${log} is still there and may hold what was saved last. Put the file back beside it. To begin anew, remove the log and ${path}-shm as well.`,
  )
}
