import { isCi } from '../ci.js'
import { acceptable } from './acceptable.js'
import type { Check } from './check.js'
import type { CheckedResult } from './finish.js'
import { runSettings } from './run-settings.js'
import { updateMode } from './update-mode.js'
import {
  hasPending,
  mayHavePending,
  pendingName,
  removePending,
  writePending,
} from '../pending/pending-file.js'

/** Changes that this process has found: they are of this run, and no other assertion of it takes them back. */
const found = new Set<string>()

/**
 * Keeps what changed, for someone to accept or reject, and forgets what changed once and does not any more. Not in CI,
 * where nobody would, nor in runs that were told to write nothing.
 */
export function keepPending(check: Check, checked: readonly CheckedResult[], policy?: string): void {
  const { context } = check
  if (isCi() || context.isNot === true || context.poll === true || updateMode(context) === 'none') return
  const { root, store, storeRoot } = runSettings()
  for (const { result } of checked) {
    const { snapshotId: id, originalSnapshot, replayedSnapshot, verdict, outputsMatch } = result
    const nameOf = (): string => pendingName({ id, store, storeRoot })
    try {
      if (acceptable(verdict) && replayedSnapshot !== undefined && originalSnapshot !== undefined) {
        found.add(nameOf())
        writePending(root, {
          ...{ id, store, storeRoot, verdict, baseline: originalSnapshot.contentHash },
          ...(policy === undefined ? {} : { policy }),
          foundAt: new Date().toISOString(),
          snapshot: replayedSnapshot,
        })
      } else if (verdict === 'match' && outputsMatch === true && mayHavePending(root)) {
        const name = nameOf()
        if (!found.has(name) && hasPending(root, name)) removePending(root, name)
      }
    } catch (error) {
      // A disk that is full or read-only changes nothing about the verdict.
      result.warnings.push(`The change could not be kept as pending: ${(error as Error).message}`)
    }
  }
}
