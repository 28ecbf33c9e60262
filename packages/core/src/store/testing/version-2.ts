import { createRequire } from 'node:module'
import { join } from 'node:path'
import type BetterSqlite3 from 'better-sqlite3'
import { fingerprint } from '../../snapshot/fingerprint.js'
import type { DecisionSnapshot } from '../../snapshot/types.js'
import { packed } from '../sqlite/sqlite-body.js'
import { temporaryFolder } from './temporary-folder.js'

const Sqlite = createRequire(import.meta.url)('better-sqlite3') as typeof BetterSqlite3

/** As Retrial wrote it when its schema had version 2: never to be changed. */
const VERSION_2 = `
PRAGMA application_id = 1381257801;
PRAGMA user_version = 2;
CREATE TABLE snapshots (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  function_name TEXT NOT NULL,
  module_name TEXT,
  model_name TEXT,
  created_at INTEGER,
  body TEXT NOT NULL
, fingerprint TEXT NOT NULL DEFAULT '', packed BLOB) STRICT;
CREATE TABLE snapshot_tags (
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (id, name, value)
) STRICT, WITHOUT ROWID;
CREATE INDEX snapshots_by_function ON snapshots (function_name, id);
CREATE INDEX snapshots_by_module ON snapshots (module_name, id) WHERE module_name IS NOT NULL;
CREATE INDEX snapshots_by_model ON snapshots (model_name, id) WHERE model_name IS NOT NULL;
CREATE INDEX snapshot_tags_by_value ON snapshot_tags (name, value, id);
CREATE INDEX snapshots_by_time ON snapshots (created_at, id);
CREATE INDEX snapshots_by_fingerprint ON snapshots (fingerprint, id);
`

/** A database of version 2 that holds the given plain snapshots. */
export function version2Database(snapshots: Iterable<DecisionSnapshot>): { url: string; path: string } {
  const path = join(temporaryFolder(), 'decisions.db')
  const database = new Sqlite(path)
  database.pragma('journal_mode = WAL')
  database.transaction(() => {
    database.exec(VERSION_2)
    const insert = database.prepare(
      'INSERT INTO snapshots (id, function_name, module_name, model_name, created_at, fingerprint, body, packed) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    )
    const tag = database.prepare('INSERT INTO snapshot_tags (id, name, value) VALUES (?, ?, ?)')
    for (const snapshot of snapshots) {
      const { id, functionName, moduleName, modelParameters, createdAt, tags } = snapshot
      const columns = [functionName, moduleName ?? null, modelParameters?.modelName ?? null]
      const { body, packed: blob } = packed(JSON.stringify(snapshot))
      insert.run(id, ...columns, Date.parse(createdAt), fingerprint(snapshot), body, blob)
      for (const [name, value] of Object.entries(tags)) tag.run(id, name, value)
    }
  })()
  database.close()
  return { url: `sqlite:${path}`, path }
}
