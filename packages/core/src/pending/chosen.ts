import { UsageError } from '../errors.js'
import { nearIds } from '../store/near-ids.js'
import { listPending, type PendingOptions } from './list-pending.js'
import type { PendingChange } from './pending-change.js'

/**
 * The pending changes of these ids.
 *
 * @throws UsageError `SNAPSHOT_NOT_FOUND` where one of them is the id of none: then none is taken.
 */
export async function chosen(ids: readonly string[], options: PendingOptions): Promise<PendingChange[]> {
  const pending = listPending(options)
  const unknown = ids.find((id) => pending.every((change) => change.id !== id))
  if (unknown === undefined) return pending.filter(({ id }) => ids.includes(id))
  const near = await nearIds(
    unknown,
    pending.map(({ id }) => id),
  )
  const advice = near.length > 0 ? `Did you mean ${near.map((id) => JSON.stringify(id)).join(' or ')}?` : ''
  throw new UsageError(
    'SNAPSHOT_NOT_FOUND',
    `No change of ${JSON.stringify(unknown)} is pending. ${advice || 'Run its test to see whether it changed.'}`,
  )
}
