import { UsageError } from '../errors.js'
import { acceptVariant } from '../replay/accept-variant.js'
import { checkWriteAllowed } from '../replay/write-allowed.js'
import type { DecisionSnapshot } from '../snapshot/types.js'
import { openStore } from '../store/open-store.js'
import type { SnapshotStore } from '../store/store.js'
import { checkIsVariant } from './check-is-variant.js'
import { chosen } from './chosen.js'
import type { PendingOptions } from './list-pending.js'
import type { PendingChange } from './pending-change.js'
import { pendingName, removePending } from './pending-file.js'

export interface AcceptPendingOptions extends PendingOptions {
  /** As one more accepted outcome beside the recorded one, which stays. Default false: as the new recording. */
  readonly variant?: boolean
  /** Why the variant is as good as the recorded outcome, for those who read the recording. */
  readonly note?: string
}

/**
 * Makes pending changes the new baselines, or accepted variants of them, in the order of their ids. All of them are
 * looked at before the first is written; each is one atomic step.
 *
 * @param ids ids, or patterns of ids such as `refunds/*`.
 * @returns the ids that were accepted.
 * @throws UsageError before anything is written: `SNAPSHOT_NOT_FOUND` for an id that is not pending; `PENDING_STALE`
 * where the baseline is another one by now; `INVALID_OPTION` for a change that can be no variant, as it was called with
 * other inputs; `CI_WRITE_REFUSED` in a CI job; StoreError. `DUPLICATE_VARIANT`.
 */
export async function acceptPending(
  ids: readonly string[],
  options: AcceptPendingOptions = {},
): Promise<string[]> {
  const { root = process.cwd(), variant = false, note } = options
  checkWriteAllowed('Nothing was accepted')
  if (note !== undefined && !variant) {
    throw new UsageError('INVALID_OPTION', 'A note is kept with a variant: a new recording has none.')
  }
  const changes = await chosen(ids, { root })
  await acceptChanges(root, changes, variant ? { note } : undefined)
  return changes.map(({ id }) => id)
}

/**
 * Accepts these changes as they are; see {@link acceptPending}.
 *
 * @param variant given where they are to be variants.
 */
export async function acceptChanges(
  root: string,
  changes: readonly PendingChange[],
  variant?: { readonly note: string | undefined },
): Promise<void> {
  checkWriteAllowed('Nothing was accepted')
  for (const change of changes) {
    await inStore(change, async (store) => {
      const recorded = await baselineOf(store, change)
      if (variant !== undefined) checkIsVariant(recorded, change)
    })
  }
  for (const change of changes) {
    await inStore(change, (store) =>
      variant === undefined ? acceptAsRecording(store, change) : acceptAsVariant(store, change, variant.note),
    )
    removePending(root, pendingName(change))
  }
}

async function inStore(
  { store: url, storeRoot }: PendingChange,
  work: (store: SnapshotStore) => Promise<void>,
): Promise<void> {
  const store = await openStore(url, { cwd: storeRoot })
  try {
    await work(store)
  } finally {
    await store.close()
  }
}

async function acceptAsRecording(store: SnapshotStore, change: PendingChange): Promise<void> {
  await store.transaction(async (tx) => {
    await baselineOf(tx, change)
    await tx.save(change.snapshot, { replace: true })
  })
}

async function acceptAsVariant(
  store: SnapshotStore,
  change: PendingChange,
  note: string | undefined,
): Promise<void> {
  const { outputs, error } = change.snapshot
  const outcome = error === undefined ? { outputs } : { error }
  await acceptVariant(store, change.id, outcome, note === undefined ? {} : { note }, (recorded) => {
    checkIsBaseline(recorded, change)
  })
}

/** @throws UsageError `PENDING_STALE` where it is not the one that the change was found against, or is gone. */
async function baselineOf(
  store: Pick<SnapshotStore, 'has' | 'load'>,
  change: PendingChange,
): Promise<DecisionSnapshot> {
  if (!(await store.has(change.id))) throw stale(change)
  const recorded = await store.load(change.id)
  checkIsBaseline(recorded, change)
  return recorded
}

function checkIsBaseline({ contentHash }: DecisionSnapshot, change: PendingChange): void {
  if (contentHash !== change.baseline) throw stale(change)
}

function stale({ id, store }: PendingChange): UsageError {
  return new UsageError(
    'PENDING_STALE',
    `The baseline ${JSON.stringify(id)} in ${store} is not the one any more that this change was found against. Run its test again.`,
  )
}
