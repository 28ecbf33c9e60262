import { UsageError } from '../../errors.js'
import { listPending } from '../../pending/list-pending.js'

/**
 * The ids that a verb was given, or those of all that is pending.
 *
 * @throws UsageError `INVALID_OPTION` where both or neither were asked for; `SNAPSHOT_NOT_FOUND` where nothing is pending.
 */
export function askedIds(root: string, ids: readonly string[], all: boolean): string[] {
  if (all === ids.length > 0) {
    throw new UsageError(
      'INVALID_OPTION',
      'Name the changes that are meant, or say --all; "retrial pending" lists them.',
    )
  }
  if (!all) return [...ids]
  const found = listPending({ root }).map(({ id }) => id)
  if (found.length === 0) throw new UsageError('SNAPSHOT_NOT_FOUND', 'Nothing is pending.')
  return found
}
