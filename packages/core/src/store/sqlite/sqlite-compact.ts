import { explaining } from '../failure.js'
import { parseStoreUrl } from '../store-url.js'
import { openDatabase } from './sqlite-database.js'
import { SNAPSHOTS } from './sqlite-snapshots.js'

/**
 * Writes the file of a `sqlite:` store anew, so that nothing of what was deleted or replaced is left in its free pages or
 * its log. Other stores keep no such rest.
 *
 * @throws StoreError, `STORE_BUSY` where another process reads or writes it.
 */
export function compactStore(url: string, cwd: string): void {
  const location = parseStoreUrl(url, cwd)
  if (location.kind !== 'sqlite') return
  explaining(`write ${url}`, () => {
    const database = openDatabase(location.path, url, SNAPSHOTS, { readOnly: false })
    try {
      database.exec('VACUUM')
      database.pragma('wal_checkpoint(TRUNCATE)')
    } finally {
      database.close()
    }
  })
}
