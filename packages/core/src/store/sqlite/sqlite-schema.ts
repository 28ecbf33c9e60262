import { StoreError } from '../../errors.js'
import type { Database } from 'better-sqlite3'

/** "RTRI" in the header of the file says whose it is. */
export const APPLICATION_ID = 0x52545249

/** What there is to be in a file of one version, by name. Null for what SQLite makes by itself. */
type Schema = Readonly<Record<string, string | null>>

/** The order of its columns is that of {@link VERSION_1} with two added behind. */
const SNAPSHOTS_1 = `CREATE TABLE snapshots (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  function_name TEXT NOT NULL,
  module_name TEXT,
  model_name TEXT,
  created_at INTEGER,
  body TEXT NOT NULL
`

const VERSION_1 = {
  snapshots: `${SNAPSHOTS_1}) STRICT`,
  sqlite_autoindex_snapshots_1: null,
  // With the id, so that a page of a query is read in its order without sorting.
  snapshots_by_function: 'CREATE INDEX snapshots_by_function ON snapshots (function_name, id)',
  snapshots_by_module: 'CREATE INDEX snapshots_by_module ON snapshots (module_name, id)',
  snapshots_by_model: 'CREATE INDEX snapshots_by_model ON snapshots (model_name, id)',
} satisfies Schema

/** Each later version is told by what it changes. Tables stand before the indexes on them. */
const VERSION_2 = {
  ...VERSION_1,
  // As ALTER TABLE writes it. A body that is long is 'null', and stands compressed in `packed`.
  snapshots: `${SNAPSHOTS_1}, fingerprint TEXT NOT NULL DEFAULT '', packed BLOB) STRICT`,
  snapshot_tags: `CREATE TABLE snapshot_tags (
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (id, name, value)
) STRICT, WITHOUT ROWID`,
  // Without the rows that have none: each index costs every save a page of the log.
  snapshots_by_module:
    'CREATE INDEX snapshots_by_module ON snapshots (module_name, id) WHERE module_name IS NOT NULL',
  snapshots_by_model:
    'CREATE INDEX snapshots_by_model ON snapshots (model_name, id) WHERE model_name IS NOT NULL',
  snapshot_tags_by_value: 'CREATE INDEX snapshot_tags_by_value ON snapshot_tags (name, value, id)',
  snapshots_by_time: 'CREATE INDEX snapshots_by_time ON snapshots (created_at, id)',
  snapshots_by_fingerprint: 'CREATE INDEX snapshots_by_fingerprint ON snapshots (fingerprint, id)',
} satisfies Schema

const VERSIONS: readonly Schema[] = [VERSION_1, VERSION_2]

export const SCHEMA_VERSION = VERSIONS.length
/** The schema that this version reads and writes. */
export const SCHEMA = VERSION_2

/** Makes a new, empty database ours. */
export function createSchema(database: Database): void {
  database.pragma(`application_id = ${APPLICATION_ID}`)
  database.pragma(`user_version = ${SCHEMA_VERSION}`)
  for (const statement of Object.values(SCHEMA)) if (statement !== null) database.exec(statement)
}

/** The version of the schema as SQLite sees it: the file's header may be behind the log. */
export function schemaVersion(database: Database): number {
  return database.pragma('user_version', { simple: true }) as number
}

/**
 * @param version as the file says.
 * @throws StoreError `STORE_TOO_NEW`, or `STORE_CORRUPT` when there is none.
 */
export function checkVersion(version: number, url: string): void {
  if (version > SCHEMA_VERSION) {
    throw new StoreError(
      'STORE_TOO_NEW',
      `${url} was written by a newer Retrial (schema ${version}, this one knows ${SCHEMA_VERSION}). Update @retrial/core.`,
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
export function checkSchema(database: Database, url: string): void {
  // Of one moment: another process may be about to bring the file up to date.
  const { version, rows } = database.transaction(() => ({
    version: schemaVersion(database),
    rows: database.prepare('SELECT type, name, sql FROM sqlite_schema').all() as SchemaRow[],
  }))()
  checkVersion(version, url)
  const allowed = new Map(Object.entries(VERSIONS[version - 1] ?? {}))
  const strange = rows.find(({ name, sql }) => !allowed.has(name) || allowed.get(name) !== sql)
  const missing = [...allowed.keys()].find((name) => !rows.some((row) => row.name === name))
  if (strange === undefined && missing === undefined) return
  const what =
    strange === undefined
      ? `lacks ${missing}`
      : `holds a ${strange.type} ${JSON.stringify(strange.name)} that is not Retrial's`
  throw new StoreError(
    'STORE_UNSAFE_SCHEMA',
    `${url} ${what}. It was not opened. Restore it from a copy, or save its snapshots to a new store.`,
  )
}

interface SchemaRow {
  readonly type: string
  readonly name: string
  readonly sql: string | null
}
