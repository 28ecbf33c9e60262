import type { Database } from 'better-sqlite3'
import { checkSchema, schemaVersion, type SqliteLayout } from './sqlite-layout.js'

/**
 * Brings a database up to date, a version at a time. Each step happens wholly or not at all, whatever becomes of the
 * process. Of several processes that try, one does it and the others find it done.
 *
 * @throws StoreError as {@link checkSchema} does, also for what the steps made.
 */
export function migrate(database: Database, url: string, layout: SqliteLayout): void {
  const next = database.transaction(() => {
    // Looked at once more under the lock: only a schema that is known may be changed.
    checkSchema(database, url, layout)
    const version = schemaVersion(database)
    const step = layout.steps[version - 1]
    if (step === undefined) return
    step(database)
    database.pragma(`user_version = ${version + 1}`)
    checkSchema(database, url, layout)
  })
  while (schemaVersion(database) < layout.versions.length) next.immediate()
}
