import { UsageError } from '../errors.js'
import { LIMITS } from '../limits.js'
import { printable } from '../reporting/printable.js'
import type { ReplayRow } from '../reporting/replay-row.js'

/**
 * What fails the file of a test that is meant to fail and did, as nothing was compared: it would fail whatever its decision
 * does, and so pass.
 *
 * @param rows of what was not compared.
 * @param where the assertions stand, e.g. `this test`.
 */
export function nothingCompared(rows: readonly ReplayRow[], where: string): UsageError {
  const place = printable(where)
  if (rows.some(({ verdict }) => verdict !== 'missing')) {
    const all = [...new Set(rows.map(({ id, verdict, details }) => [id, verdict, ...details].join('  ')))]
    const shown = all.slice(0, LIMITS.shownIds)
    const more = all.length > shown.length ? [`and ${all.length - shown.length} more`] : []
    return new UsageError(
      'NOT_COMPARED',
      [
        `NOT_COMPARED: ${place} is meant to fail, and failed as this was not compared:`,
        ...[...shown, ...more].map((line) => `    ${line}`),
      ].join('\n'),
    )
  }
  const ids = rows.flatMap(({ kind, id }) => (kind === 'not-made' ? [] : [JSON.stringify(printable(id))]))
  const named = ids.length === 0 ? '' : ` ${[...new Set(ids)].join(', ')}`
  return new UsageError(
    'SNAPSHOT_NOT_FOUND',
    `SNAPSHOT_NOT_FOUND: ${place} is meant to fail, and failed as there is no baseline${named}: nothing was compared. Record it, and commit it.`,
  )
}
