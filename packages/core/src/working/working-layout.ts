import type { Schema, SqliteLayout } from '../store/sqlite/sqlite-layout.js'

const VERSION_1 = {
  // Float32, little-endian. The text itself is nowhere: only the SHA-256 of it.
  vectors: `CREATE TABLE vectors (
  model TEXT NOT NULL,
  hash BLOB NOT NULL,
  dimensions INTEGER NOT NULL,
  vector BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (model, hash)
) STRICT, WITHOUT ROWID`,
  // With the dimensions, so that the sizes are summed up without reading the vectors.
  vectors_by_age: 'CREATE INDEX vectors_by_age ON vectors (created_at, dimensions)',
} satisfies Schema

/** It held the history of runs, which is in files now: they are written without loading SQLite. */
const VERSION_2 = {
  ...VERSION_1,
  runs: `CREATE TABLE runs (
  id INTEGER PRIMARY KEY,
  ended_at TEXT NOT NULL,
  run TEXT NOT NULL
) STRICT`,
} satisfies Schema

const VERSION_3 = VERSION_1

/** The working database. Each kind of thing that it holds has tables of its own. */
export const WORKING: SqliteLayout = {
  // "RTRW"
  applicationId: 0x52545257,
  // A table without row ids keeps no more than a quarter of a page of a row: a vector of 512 numbers takes 2 kB.
  pageSize: 16_384,
  versions: [VERSION_1, VERSION_2, VERSION_3],
  steps: [
    (database) => void database.exec(VERSION_2.runs),
    (database) => void database.exec('DROP TABLE runs'),
  ],
}
