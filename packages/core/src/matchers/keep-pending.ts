import { isCi } from '../ci.js'
import { PendingChanges } from '../pending/pending-changes.js'
import type { Check } from './check.js'
import type { CheckedResult } from './finish.js'
import { meantToFail } from './meant-to-fail.js'
import { filesEnded } from './opened-stores.js'
import { runSettings } from './run-settings.js'
import { updateMode } from './update-mode.js'

/** By the root of the project. */
const byRoot = new Map<string, PendingChanges>()
let lookedIn = filesEnded()

/**
 * Keeps what changed, for someone to accept or reject, and forgets what changed once and does not any more. Not in CI,
 * where nobody would, nor in runs that were told to write nothing.
 */
export function keepPending(check: Check, checked: readonly CheckedResult[], policy?: string): void {
  const { context } = check
  if (meantToFail(context) || context.poll === true) return
  const { root, store, storeRoot } = runSettings()
  const changes = changesUnder(root)
  for (const { result } of checked) {
    try {
      if (!changes.concern(result)) continue
      if (isCi() || updateMode(context) === 'none') return
      changes.add(result, { store, storeRoot }, policy)
    } catch (error) {
      // A disk that is full or read-only changes nothing about the verdict.
      result.warnings.push(`The change could not be kept as pending: ${(error as Error).message}`)
    }
  }
}

/** In watch mode a worker may go on with the next run. */
function changesUnder(root: string): PendingChanges {
  if (lookedIn !== filesEnded()) {
    for (const known of byRoot.values()) known.lookAgain()
    lookedIn = filesEnded()
  }
  let found = byRoot.get(root)
  if (found === undefined) byRoot.set(root, (found = new PendingChanges(root)))
  return found
}
