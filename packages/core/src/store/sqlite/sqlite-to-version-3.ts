import type { Database } from 'better-sqlite3'
import { listFacets } from './sqlite-facets.js'
import { VERSION_2, VERSION_3 } from './sqlite-schema.js'

/** Puts tags beside their snapshot, and all that one is found by into one table. */
export function toVersion3(database: Database): void {
  database.exec('ALTER TABLE snapshots ADD COLUMN tags TEXT')
  database.exec(
    `UPDATE snapshots SET tags = tagged.tags
    FROM (SELECT id, json_group_object(name, value) AS tags FROM snapshot_tags GROUP BY id) AS tagged
    WHERE snapshots.id = tagged.id`,
  )
  // Its indexes go with it.
  database.exec('DROP TABLE snapshot_tags')
  for (const index of Object.keys(VERSION_2)) {
    if (index.startsWith('snapshots_by_')) database.exec(`DROP INDEX ${index}`)
  }
  database.exec(VERSION_3.facets)
  database.exec(VERSION_3.progress)
  database.exec(VERSION_3.snapshots_by_fingerprint)
  listFacets(database)()
  // What has none could not be read, and is not read again.
  database.exec(
    `INSERT INTO progress SELECT 'fingerprints', max(seq) FROM snapshots HAVING max(seq) IS NOT NULL`,
  )
}
