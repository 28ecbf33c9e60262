import { chosen } from './chosen.js'
import type { PendingOptions } from './list-pending.js'
import type { PendingChange } from './pending-change.js'
import { pendingName, removePending } from './pending-file.js'

/**
 * Forgets pending changes; their baselines stay as they are.
 *
 * @param ids ids, or patterns of ids such as `refunds/*`.
 * @returns the ids that were rejected.
 * @throws UsageError `SNAPSHOT_NOT_FOUND` for an id that is not pending: then none is rejected.
 */
export async function rejectPending(ids: readonly string[], options: PendingOptions = {}): Promise<string[]> {
  const { root = process.cwd() } = options
  const changes = await chosen(ids, { root })
  for (const change of changes) rejectChange(root, change)
  return changes.map(({ id }) => id)
}

/** Forgets this change. */
export function rejectChange(root: string, change: PendingChange): void {
  removePending(root, pendingName(change))
}
