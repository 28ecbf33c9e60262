import { UsageError } from '../errors.js'
import { idPattern, isIdPattern } from '../store/id-pattern.js'
import { nearIds } from '../store/near-ids.js'
import { listPending, type PendingOptions } from './list-pending.js'
import type { PendingChange } from './pending-change.js'

/**
 * The pending changes of these ids, or patterns of ids such as `refunds/*`.
 *
 * @throws UsageError `SNAPSHOT_NOT_FOUND` where one of them means none: then none is taken.
 */
export async function chosen(ids: readonly string[], options: PendingOptions): Promise<PendingChange[]> {
  const pending = listPending(options)
  const wanted = ids.map((id) => ({ id, means: idPattern(id) }))
  const unknown = wanted.find(({ means }) => !pending.some(({ id }) => means(id)))
  if (unknown !== undefined) throw await notPending(unknown.id, pending)
  return pending.filter(({ id }) => wanted.some(({ means }) => means(id)))
}

async function notPending(id: string, pending: readonly PendingChange[]): Promise<UsageError> {
  const ids = pending.map((change) => change.id)
  const near = isIdPattern(id) ? ids.slice(0, 3) : await nearIds(id, ids)
  const names = near.map((one) => JSON.stringify(one)).join(' or ')
  const advice = isIdPattern(id) ? `Pending are: ${names}.` : `Did you mean ${names}?`
  return new UsageError(
    'SNAPSHOT_NOT_FOUND',
    `No change of ${JSON.stringify(id)} is pending. ${names === '' ? 'Run its test to see whether it changed.' : advice}`,
  )
}
