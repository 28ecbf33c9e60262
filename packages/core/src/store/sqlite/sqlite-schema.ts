import type { Schema } from './sqlite-layout.js'

/** "RTRI" in the header of the file says whose it is. */
export const APPLICATION_ID = 0x52545249

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
export const VERSION_2 = {
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

/** What a snapshot is found by stands in one table, and is written there later than the snapshot. */
export const VERSION_3 = {
  // As ALTER TABLE writes it. A fingerprint is '' until somebody asks for one.
  snapshots: `${SNAPSHOTS_1}, fingerprint TEXT NOT NULL DEFAULT '', packed BLOB, tags TEXT) STRICT`,
  sqlite_autoindex_snapshots_1: null,
  facets: `CREATE TABLE facets (
  name TEXT NOT NULL,
  value ANY NOT NULL,
  id TEXT NOT NULL,
  PRIMARY KEY (name, value, id)
) STRICT, WITHOUT ROWID`,
  // How far through the snapshots, by `seq`, a part of the work has come.
  progress: `CREATE TABLE progress (
  part TEXT PRIMARY KEY,
  seq INTEGER NOT NULL
) STRICT, WITHOUT ROWID`,
  // Without the rows that have none: they cost a save nothing.
  snapshots_by_fingerprint: `CREATE INDEX snapshots_by_fingerprint ON snapshots (fingerprint, id) WHERE fingerprint <> ''`,
} satisfies Schema

/** The last is what this version reads and writes. */
export const VERSIONS: readonly Schema[] = [VERSION_1, VERSION_2, VERSION_3]
