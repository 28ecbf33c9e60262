import type { Database } from 'better-sqlite3'
import { LIMITS } from '../../limits.js'
import { parseSnapshot } from '../../snapshot/serialize.js'
import { facetsOf, type Facets } from '../facets.js'
import { packed } from './sqlite-body.js'
import { VERSION_2 } from './sqlite-schema.js'

interface Row {
  readonly seq: number
  readonly id: string
  readonly body: string | null
}

/**
 * Adds what finds a snapshot by its tags, its time and its question, and packs long texts. A row that cannot be read
 * stays as it is: it is found by its id and refused there.
 */
export function toVersion2(database: Database): void {
  database.exec(`ALTER TABLE snapshots ADD COLUMN fingerprint TEXT NOT NULL DEFAULT ''`)
  database.exec('ALTER TABLE snapshots ADD COLUMN packed BLOB')
  database.exec(VERSION_2.snapshot_tags)
  const following = database.prepare<[{ after: number; maxBytes: number }], Row>(
    `SELECT seq, id, CASE WHEN octet_length(body) <= @maxBytes THEN body END AS body
    FROM snapshots WHERE seq > @after ORDER BY seq LIMIT 1`,
  )
  const update = database.prepare('UPDATE snapshots SET fingerprint = ?, body = ?, packed = ? WHERE seq = ?')
  const tag = database.prepare('INSERT OR IGNORE INTO snapshot_tags (id, name, value) VALUES (?, ?, ?)')

  // One at a time: a statement that is still being read would forbid the writes, and texts may be long.
  for (let after = Number.MIN_SAFE_INTEGER; ;) {
    const row = following.get({ after, maxBytes: LIMITS.snapshotBytes })
    if (row === undefined) break
    after = row.seq
    const facets = row.body === null ? undefined : readable(row.body)
    if (row.body === null || facets === undefined) continue
    const { fingerprint, tags } = facets
    const { body, packed: blob } = packed(row.body)
    update.run(fingerprint, body, blob, row.seq)
    for (const [name, value] of Object.entries(tags)) tag.run(row.id, name, value)
  }

  for (const index of ['snapshots_by_module', 'snapshots_by_model'] as const) {
    database.exec(`DROP INDEX ${index}`)
    database.exec(VERSION_2[index])
  }
  database.exec(VERSION_2.snapshot_tags_by_value)
  database.exec(VERSION_2.snapshots_by_time)
  database.exec(VERSION_2.snapshots_by_fingerprint)
}

function readable(text: string): Pick<Facets, 'fingerprint' | 'tags'> | undefined {
  try {
    const { fingerprint, tags } = facetsOf(parseSnapshot(text))
    return { fingerprint, tags }
  } catch {
    return undefined
  }
}
