import type { Database } from 'better-sqlite3'
import { StoreError } from '../../errors.js'

/** What there is to be in a file of one version, by name. Null for what SQLite makes by itself. */
export type Schema = Readonly<Record<string, string | null>>

/** What a kind of database is made of. */
export interface SqliteLayout {
  /** In the header of the file: says whose it is. */
  readonly applicationId: number
  /** Bytes of a page. Default that of SQLite. */
  readonly pageSize?: number
  /** Its schemas, the oldest first. The last is what this version reads and writes. */
  readonly versions: readonly Schema[]
  /** Step `n` takes a database of version `n + 1` to the next. */
  readonly steps: readonly ((database: Database) => void)[]
}

/** Makes a new, empty database ours. */
export function createSchema(database: Database, { applicationId, versions }: SqliteLayout): void {
  database.pragma(`application_id = ${applicationId}`)
  database.pragma(`user_version = ${versions.length}`)
  for (const statement of Object.values(versions.at(-1) ?? {}))
    if (statement !== null) database.exec(statement)
}

/** The version of the schema as SQLite sees it: the file's header may be behind the log. */
export function schemaVersion(database: Database): number {
  return database.pragma('user_version', { simple: true }) as number
}

/**
 * @param version as the file says.
 * @throws StoreError `STORE_TOO_NEW`, or `STORE_CORRUPT` when there is none.
 */
export function checkVersion(version: number, url: string, { versions }: SqliteLayout): void {
  if (version > versions.length) {
    throw new StoreError(
      'STORE_TOO_NEW',
      `${url} was written by a newer Retrial (schema ${version}, this one knows ${versions.length}). Update @retrial/core.`,
    )
  }
  if (version < 1) {
    throw new StoreError(
      'STORE_CORRUPT',
      `${url} has no schema version. It was left as it is. Restore it from a copy.`,
    )
  }
}

/**
 * Refuses a schema that is not letter for letter that of its version: a trigger, view or generated column that
 * somebody put into the file would run when we read or write it.
 *
 * @throws StoreError `STORE_UNSAFE_SCHEMA`; `STORE_TOO_NEW` or `STORE_CORRUPT` for the version.
 */
export function checkSchema(database: Database, url: string, layout: SqliteLayout): void {
  // Of one moment: another process may be about to bring the file up to date.
  const { version, rows } = database.transaction(() => ({
    version: schemaVersion(database),
    rows: database.prepare('SELECT type, name, sql FROM sqlite_schema').all() as SchemaRow[],
  }))()
  checkVersion(version, url, layout)
  const allowed = new Map(Object.entries(layout.versions[version - 1] ?? {}))
  const strange = rows.find(({ name, sql }) => !allowed.has(name) || allowed.get(name) !== sql)
  const missing = [...allowed.keys()].find((name) => !rows.some((row) => row.name === name))
  if (strange === undefined && missing === undefined) return
  const what =
    strange === undefined
      ? `lacks ${missing}`
      : `holds a ${strange.type} ${JSON.stringify(strange.name)} that is not Retrial's`
  throw new StoreError(
    'STORE_UNSAFE_SCHEMA',
    `${url} ${what}. It was not opened. Restore it from a copy, or begin a new file.`,
  )
}

interface SchemaRow {
  readonly type: string
  readonly name: string
  readonly sql: string | null
}
