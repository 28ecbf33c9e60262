import type { Database } from 'better-sqlite3'
import { checkSchema, SCHEMA_VERSION, schemaVersion } from './sqlite-schema.js'
import { toVersion2 } from './sqlite-to-version-2.js'

/** Step `n` takes a database of version `n + 1` to the next. */
const STEPS: readonly ((database: Database) => void)[] = [toVersion2]

/**
 * Brings a database up to date, a version at a time. Each step happens wholly or not at all, whatever becomes of the
 * process. Of several processes that try, one does it and the others find it done.
 *
 * @throws StoreError as {@link checkSchema} does, also for what the steps made.
 */
export function migrate(database: Database, url: string): void {
  const next = database.transaction(() => {
    // Looked at once more under the lock: only a schema that is known may be changed.
    checkSchema(database, url)
    const version = schemaVersion(database)
    const step = STEPS[version - 1]
    if (step === undefined) return
    step(database)
    database.pragma(`user_version = ${version + 1}`)
    checkSchema(database, url)
  })
  while (schemaVersion(database) < SCHEMA_VERSION) next.immediate()
}
