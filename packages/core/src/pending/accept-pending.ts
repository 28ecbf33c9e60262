import { ciMayWrite, isCi } from '../ci.js'
import { UsageError } from '../errors.js'
import { openStore } from '../store/open-store.js'
import { chosen } from './chosen.js'
import type { PendingOptions } from './list-pending.js'
import type { PendingChange } from './pending-change.js'
import { pendingName, removePending } from './pending-file.js'

/**
 * Makes pending changes the new baselines, in the order of their ids. Each is one atomic step.
 *
 * @returns the ids that were accepted.
 * @throws UsageError `SNAPSHOT_NOT_FOUND` for an id that is not pending, before anything is written; `PENDING_STALE`
 * where the baseline is another one by now; `CI_WRITE_REFUSED` in a CI job; StoreError.
 */
export async function acceptPending(ids: readonly string[], options: PendingOptions = {}): Promise<string[]> {
  if (isCi() && !ciMayWrite()) {
    throw new UsageError(
      'CI_WRITE_REFUSED',
      'Nothing was accepted: this is a CI job (CI is set), which never writes baselines. If that is meant, set RETRIAL_ALLOW_CI_WRITES=1.',
    )
  }
  const { root = process.cwd() } = options
  const changes = await chosen(ids, { root })
  for (const change of changes) {
    await accept(change)
    removePending(root, pendingName(change))
  }
  return changes.map(({ id }) => id)
}

async function accept({ id, store: url, storeRoot, baseline, snapshot }: PendingChange): Promise<void> {
  const store = await openStore(url, { cwd: storeRoot })
  try {
    await store.transaction(async (tx) => {
      const isSame = (await tx.has(id)) && (await tx.load(id)).contentHash === baseline
      if (!isSame) throw stale(id, url)
      await tx.save(snapshot, { replace: true })
    })
  } finally {
    await store.close()
  }
}

function stale(id: string, url: string): UsageError {
  return new UsageError(
    'PENDING_STALE',
    `The baseline ${JSON.stringify(id)} in ${url} is not the one any more that this change was found against. Run its test again.`,
  )
}
