import type { Database } from 'better-sqlite3'

/** Facets that are compared by equality, and the columns that hold them. */
export const COMPARED_COLUMNS = {
  functionName: 'function_name',
  moduleName: 'module_name',
  modelName: 'model_name',
} as const
const COLUMNS = { ...COMPARED_COLUMNS, createdAt: 'created_at' }

/** Before the name of a tag. No other facet is named so. */
export const TAG = 'tag:'

/** The last `seq` up to which a part of the work is done. */
export function doneUpTo(part: 'facets' | 'fingerprints'): string {
  return `coalesce((SELECT seq FROM progress WHERE part = '${part}'), ${Number.MIN_SAFE_INTEGER})`
}

/** Counts the snapshots for which a part of the work is still to do, up to `limit`. */
export function waitingSql(part: 'facets' | 'fingerprints', limit: number): string {
  return `SELECT count(*) FROM (SELECT 1 FROM snapshots NOT INDEXED WHERE seq > ${doneUpTo(part)} LIMIT ${limit})`
}

/** At least as many as those, told at a look: also those that were deleted count. */
export function waitingAtMostSql(part: 'facets' | 'fingerprints'): string {
  return `SELECT coalesce((SELECT max(seq) FROM snapshots), 0) - ${doneUpTo(part)}`
}

/** The tags of a row, `key` and `value` of each. Text that is no JSON has come into the file from elsewhere: it has none. */
export const TAGS_OF_ROW = `json_each(CASE WHEN json_valid(snapshots.tags) THEN snapshots.tags END) AS tag`

/** The facets of the snapshots that pass a condition. */
function facetsWhere(condition: string): string {
  const columns = Object.entries(COLUMNS).map(
    ([name, column]) =>
      `SELECT '${name}' AS name, ${column} AS value, snapshots.id AS id FROM snapshots WHERE ${condition} AND ${column} IS NOT NULL`,
  )
  const tags = `SELECT '${TAG}' || tag.key, tag.value, snapshots.id FROM snapshots, ${TAGS_OF_ROW} WHERE ${condition}`
  return [...columns, tags].join(' UNION ALL ')
}

/**
 * Writes the facets of the snapshots that were saved since it was last done. To be run in a transaction.
 *
 * A save by itself would write a page for each facet, which are most of its time; many together share them.
 */
export function listFacets(database: Database): () => void {
  const list = database.prepare(`INSERT OR IGNORE INTO facets ${facetsWhere(`seq > ${doneUpTo('facets')}`)}`)
  const done = database.prepare(
    `INSERT INTO progress SELECT 'facets', max(seq) FROM snapshots WHERE true HAVING max(seq) IS NOT NULL
    ON CONFLICT (part) DO UPDATE SET seq = excluded.seq`,
  )
  return () => {
    list.run()
    done.run()
  }
}

/**
 * Deletes a snapshot with its facets; false where there is none. To be run in a transaction.
 *
 * The next snapshot may get the `seq` of the last one that was: what was done up to there is not done for that.
 */
export function removeSnapshot(database: Database): (id: string) => boolean {
  const facets = database.prepare<[{ id: string }], { name: string; value: unknown }>(
    facetsWhere('snapshots.id = @id'),
  )
  const removeFacet = database.prepare('DELETE FROM facets WHERE name = ? AND value = ? AND id = ?')
  const remove = database.prepare('DELETE FROM snapshots WHERE id = ?')
  const stepBack = database.prepare(
    `UPDATE progress SET seq = min(seq, coalesce((SELECT max(seq) FROM snapshots), ${Number.MIN_SAFE_INTEGER}))`,
  )
  return (id) => {
    for (const { name, value } of facets.all({ id })) removeFacet.run(name, value, id)
    if (remove.run(id).changes === 0) return false
    stepBack.run()
    return true
  }
}
