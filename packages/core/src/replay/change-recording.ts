import { ValueError } from '../errors.js'
import { contentHash } from '../snapshot/content-hash.js'
import type { AcceptedOutcome, DecisionSnapshot } from '../snapshot/types.js'
import type { SnapshotStore } from '../store/store.js'
import { checkWriteAllowed } from './write-allowed.js'

const ATTEMPTS = 20

/** The changes of one store that are under way. Two at once would each start from what the other one replaces. */
const underWay = new WeakMap<SnapshotStore, Promise<unknown>>()

/**
 * Gives a recording other accepted variants, in one atomic step. The rest of it stays as it is.
 *
 * @param refusal what was not done, as errors say it.
 * @param change gives the new variants.
 * @returns the recording as it is now.
 * @throws UsageError `SNAPSHOT_NOT_FOUND` or `CI_WRITE_REFUSED`; ValueError `INVALID_SNAPSHOT` where it was edited by
 * hand: a new hash would hide that; whatever `change` throws.
 */
export async function changeRecording(
  store: SnapshotStore,
  id: string,
  refusal: string,
  change: (recorded: DecisionSnapshot) => AcceptedOutcome[],
): Promise<DecisionSnapshot> {
  checkWriteAllowed(refusal)
  const work = (): Promise<DecisionSnapshot> =>
    store.transaction(async (tx) => {
      const recorded = await tx.load(id)
      checkUnedited(recorded, refusal)
      const accepted = change(recorded)
      const { accepted: _before, contentHash: _hash, ...rest } = recorded
      const content = accepted.length === 0 ? rest : { ...rest, accepted }
      await tx.save({ ...content, contentHash: contentHash(content) }, { replace: true })
      return tx.load(id)
    })
  const before = underWay.get(store) ?? Promise.resolve()
  const step = (): Promise<DecisionSnapshot> => unlessChanged(work)
  const changed = before.then(step, step)
  underWay.set(
    store,
    changed.catch(() => undefined),
  )
  return changed
}

/** Begins anew as often as another process changes the recording meanwhile. */
async function unlessChanged<T>(work: () => Promise<T>, attempts = ATTEMPTS): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'STORE_CHANGED' || attempts === 1) throw error
    return unlessChanged(work, attempts - 1)
  }
}

function checkUnedited(recorded: DecisionSnapshot, refusal: string): void {
  if (contentHash(recorded) === recorded.contentHash) return
  throw new ValueError(
    'INVALID_SNAPSHOT',
    `${refusal}: the recording was edited by hand, its content hash does not fit its content. Restore it, for example with git, or record it again.`,
  )
}
