import { UsageError } from '../errors.js'
import { printable } from '../reporting/printable.js'

/**
 * What fails the file of a test that is meant to fail and did, as there was no baseline: it would fail whatever its decision
 * does, and so pass.
 *
 * @param ids of the baselines, where they were named.
 * @param where the assertions stand, e.g. `this test`.
 */
export function nothingCompared(ids: readonly (string | undefined)[], where: string): UsageError {
  const named = [...new Set(ids)].flatMap((id) => (id === undefined ? [] : [JSON.stringify(printable(id))]))
  return new UsageError(
    'SNAPSHOT_NOT_FOUND',
    `SNAPSHOT_NOT_FOUND: ${printable(where)} is meant to fail, and failed as there is no baseline${named.length === 0 ? '' : ` ${named.join(', ')}`}: nothing was compared. Record it, and commit it.`,
  )
}
