import type { ReplayResult } from '../replay/types.js'
import { acceptable } from './acceptable.js'
import type { PendingChange } from './pending-change.js'
import { pendingName, pendingNames, removePending, writePending } from './pending-file.js'

/** What one run does with the changes that wait for someone to accept or reject them. */
export class PendingChanges {
  /** Names of those that this run has found: no other replay of it takes them back. */
  private readonly found = new Set<string>()
  /** Names of those that were there before. Most projects have none, and then no name need be found out. */
  private before: ReadonlySet<string> | undefined

  /** @param root the folder of the project. */
  constructor(private readonly root: string) {}

  /** Whether there may be something to do: most decisions hold, and held before. */
  concern({ verdict, outputsMatch }: ReplayResult): boolean {
    if (verdict !== 'match') return acceptable(verdict)
    this.before ??= new Set(pendingNames(this.root))
    return outputsMatch === true && this.before.size > 0
  }

  /**
   * Keeps what changed, and forgets what changed once and does not any more.
   *
   * @param place where the baseline is.
   * @param policy the name of the one that it was judged by.
   * @throws what the file system does: a disk may be full or read-only.
   */
  add(result: ReplayResult, place: Pick<PendingChange, 'store' | 'storeRoot'>, policy?: string): void {
    const { snapshotId: id, verdict, originalSnapshot, replayedSnapshot } = result
    if (acceptable(verdict) && originalSnapshot !== undefined && replayedSnapshot !== undefined) {
      this.found.add(pendingName({ id, ...place }))
      writePending(this.root, {
        ...{ id, ...place, verdict, baseline: originalSnapshot.contentHash },
        ...(policy === undefined ? {} : { policy }),
        foundAt: new Date().toISOString(),
        snapshot: replayedSnapshot,
      })
      return
    }
    if (verdict !== 'match' || !this.concern(result)) return
    const name = pendingName({ id, ...place })
    if (this.before?.has(name) === true && !this.found.has(name)) removePending(this.root, name)
  }

  /** Others may have kept some since: what is there is looked at again. */
  lookAgain(): void {
    this.before = undefined
  }
}
