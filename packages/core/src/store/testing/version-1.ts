import { createRequire } from 'node:module'
import { join } from 'node:path'
import type BetterSqlite3 from 'better-sqlite3'
import type { DecisionSnapshot } from '../../snapshot/types.js'
import { temporaryFolder } from './temporary-folder.js'

const Sqlite = createRequire(import.meta.url)('better-sqlite3') as typeof BetterSqlite3

/** As Retrial wrote it when its schema had version 1: never to be changed. */
const VERSION_1 = `
PRAGMA application_id = 1381257801;
PRAGMA user_version = 1;
CREATE TABLE snapshots (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  function_name TEXT NOT NULL,
  module_name TEXT,
  model_name TEXT,
  created_at INTEGER,
  body TEXT NOT NULL
) STRICT;
CREATE INDEX snapshots_by_function ON snapshots (function_name, id);
CREATE INDEX snapshots_by_module ON snapshots (module_name, id);
CREATE INDEX snapshots_by_model ON snapshots (model_name, id);
`

/** A database of version 1 that holds the given plain snapshots. */
export function version1Database(snapshots: Iterable<DecisionSnapshot>): {
  url: string
  path: string
  folder: string
} {
  const folder = temporaryFolder()
  const path = join(folder, 'decisions.db')
  const database = new Sqlite(path)
  database.pragma('journal_mode = WAL')
  database.transaction(() => {
    database.exec(VERSION_1)
    const insert = database.prepare(
      'INSERT INTO snapshots (id, function_name, module_name, model_name, created_at, body) VALUES (?, ?, ?, ?, ?, ?)',
    )
    for (const snapshot of snapshots) {
      const { id, functionName, moduleName, modelParameters, createdAt } = snapshot
      const columns = [functionName, moduleName ?? null, modelParameters?.modelName ?? null]
      insert.run(id, ...columns, Date.parse(createdAt), JSON.stringify(snapshot))
    }
  })()
  database.close()
  return { url: `sqlite:${path}`, path, folder }
}
