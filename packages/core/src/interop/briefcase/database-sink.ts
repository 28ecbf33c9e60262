import { explaining } from '../../store/failure.js'
import { duplicateId } from '../../store/refusals.js'
import { newDatabase } from '../../store/sqlite/sqlite-binding.js'
import type { Sink, SnapshotRecord } from './sink.js'

const SCHEMA = `CREATE TABLE snapshots (id TEXT PRIMARY KEY, snapshot_type TEXT NOT NULL, data_json TEXT NOT NULL, created_at DATETIME NOT NULL, created_by TEXT, checksum TEXT);
CREATE INDEX idx_snapshots_created_at ON snapshots(created_at);`

/**
 * A database as briefcase makes it, in the file `temporary`.
 *
 * @param path what messages call it.
 */
export function databaseSink(temporary: string, path: string): Sink & { finish(): void; close(): void } {
  const writing = <T>(work: () => T): T => explaining(`write ${path}`, work)
  const database = writing(() => newDatabase(temporary, {}))
  // It counts only when it is whole: then it is synchronized once.
  database.pragma('synchronous = OFF')
  writing(() => database.exec(`BEGIN; ${SCHEMA}`))
  const insert = database.prepare(
    'INSERT INTO snapshots VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING',
  )
  const write = ({ id, type, text, timestamp, createdBy, checksum }: SnapshotRecord): void => {
    const { changes } = writing(() => insert.run(id, type, text, spaceFormat(timestamp), createdBy, checksum))
    if (changes === 0) throw duplicateId(id, path)
  }
  return {
    single: write,
    group: write,
    finish: () => {
      writing(() => database.exec('COMMIT'))
    },
    close: () => {
      database.close()
    },
  }
}

/** `2026-08-12 23:59:59.999`, UTC. */
function spaceFormat(timestamp: string): string {
  return new Date(timestamp).toISOString().replace('T', ' ').replace('Z', '')
}
