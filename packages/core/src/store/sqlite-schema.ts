import { StoreError } from '../errors.js'
import type { Database } from 'better-sqlite3'

/** "RTRI" in the header of the file says whose it is. */
export const APPLICATION_ID = 0x52545249
export const SCHEMA_VERSION = 1

const OBJECTS = {
  snapshots: `CREATE TABLE snapshots (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  function_name TEXT NOT NULL,
  module_name TEXT,
  model_name TEXT,
  created_at INTEGER,
  body TEXT NOT NULL
) STRICT`,
  // With the id, so that a page of a query is read in its order without sorting.
  snapshots_by_function: 'CREATE INDEX snapshots_by_function ON snapshots (function_name, id)',
  snapshots_by_module: 'CREATE INDEX snapshots_by_module ON snapshots (module_name, id)',
  snapshots_by_model: 'CREATE INDEX snapshots_by_model ON snapshots (model_name, id)',
} as const

const ALLOWED = new Map<string, string | null>([
  ...Object.entries(OBJECTS),
  ['sqlite_autoindex_snapshots_1', null],
])

/** Makes a new, empty database ours. */
export function createSchema(database: Database): void {
  database.pragma(`application_id = ${APPLICATION_ID}`)
  database.pragma(`user_version = ${SCHEMA_VERSION}`)
  for (const statement of Object.values(OBJECTS)) database.exec(statement)
}

/**
 * Refuses a schema that is not letter for letter ours: a trigger, view or generated column that somebody put into
 * the file would run when we read or write it.
 *
 * @throws StoreError `STORE_UNSAFE_SCHEMA`
 */
export function checkSchema(database: Database, url: string): void {
  const rows = database.prepare('SELECT type, name, sql FROM sqlite_schema').all() as {
    type: string
    name: string
    sql: string | null
  }[]
  const strange = rows.find(({ name, sql }) => !ALLOWED.has(name) || ALLOWED.get(name) !== sql)
  const missing = [...ALLOWED.keys()].find((name) => !rows.some((row) => row.name === name))
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
