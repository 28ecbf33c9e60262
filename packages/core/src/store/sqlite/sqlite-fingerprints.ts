import { parseSnapshot } from '../../snapshot/serialize.js'
import { fingerprint } from '../../snapshot/fingerprint.js'
import { LIMITS } from '../../limits.js'
import { BODY_COLUMNS, textOf, type BodyRow } from './sqlite-body.js'
import type { Database } from './sqlite-database.js'
import { doneUpTo } from './sqlite-facets.js'

/** So many at a time: nobody else can write meanwhile. */
const AT_ONCE = 256

/**
 * Computes the fingerprints that are still missing. It takes as long as reading the snapshots, so it is not done before
 * somebody asks for one: a save would take a quarter longer.
 *
 * @param checkVersion throws where a newer Retrial has changed the file meanwhile.
 */
export function computeFingerprints(database: Database, url: string, checkVersion: () => void): () => void {
  const rows = database.prepare<[object], BodyRow & { seq: number }>(
    `SELECT seq, id, ${BODY_COLUMNS} FROM snapshots NOT INDEXED WHERE seq > ${doneUpTo('fingerprints')} ORDER BY seq LIMIT ${AT_ONCE}`,
  )
  const update = database.prepare('UPDATE snapshots SET fingerprint = ? WHERE seq = ?')
  const done = database.prepare(
    `INSERT INTO progress VALUES ('fingerprints', ?) ON CONFLICT (part) DO UPDATE SET seq = excluded.seq`,
  )
  const some = database.transaction((): boolean => {
    checkVersion()
    const page = rows.all({ maxBytes: LIMITS.snapshotBytes })
    for (const row of page) {
      const found = fingerprintOf(row, url)
      if (found !== undefined) update.run(found, row.seq)
    }
    const last = page.at(-1)
    if (last !== undefined) done.run(last.seq)
    return page.length === AT_ONCE
  })
  return () => {
    while (some.immediate());
  }
}

/** None where it cannot be read: a query would not give it. */
function fingerprintOf(row: BodyRow, url: string): string | undefined {
  try {
    return fingerprint(parseSnapshot(textOf(row, url)))
  } catch {
    return undefined
  }
}
