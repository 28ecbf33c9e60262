import { isReplayError } from '../errors.js'
import { LIMITS } from '../limits.js'
import type { DecisionSnapshot } from '../snapshot/types.js'
import type { SnapshotStore } from '../store/store.js'

/** How long a recording waits for others to be stored with it, milliseconds. */
const GATHER_MS = 200
const BATCH = 100

/** Where recordings wait to be stored, many at a time, behind the back of a running process. */
export class SaveQueue {
  private waiting: DecisionSnapshot[] = []
  private timer: NodeJS.Timeout | undefined
  private saving: Promise<void> = Promise.resolve()

  /** @param failed hears of each recording that was not stored. */
  constructor(
    private readonly store: Pick<SnapshotStore, 'save' | 'saveMany'>,
    private readonly failed: (error: unknown, functionName: string) => void,
  ) {}

  /** False where it is full: the recording is dropped. */
  add(snapshot: DecisionSnapshot): boolean {
    if (this.waiting.length >= LIMITS.unsavedRecordings) return false
    this.waiting.push(snapshot)
    if (this.waiting.length >= BATCH) void this.flush()
    // A process that is done must not be kept alive: whoever stops the recording flushes.
    else this.timer ??= setTimeout(() => void this.flush(), GATHER_MS).unref()
    return true
  }

  /** Resolves once everything added so far was stored, or reported. */
  flush(): Promise<void> {
    clearTimeout(this.timer)
    this.timer = undefined
    // One batch after the other: a slow store fills the queue instead of memory.
    this.saving = this.saving.then(async () => {
      while (this.waiting.length > 0) await this.save(this.waiting.splice(0, BATCH))
    })
    return this.saving
  }

  /** Stores what waits as far as a store does so at once: after the `exit` of a process nothing is waited for. */
  flushAtExit(): void {
    const batch = this.waiting.splice(0)
    if (batch.length > 0) this.store.saveMany(batch).catch(() => undefined)
  }

  private async save(batch: DecisionSnapshot[]): Promise<void> {
    try {
      await this.store.saveMany(batch)
    } catch (error) {
      // One that the store refuses must not take the others with it.
      if (batch.length > 1 && isReplayError(error)) for (const snapshot of batch) await this.save([snapshot])
      else for (const { functionName } of batch) this.failed(error, functionName)
    }
  }
}
