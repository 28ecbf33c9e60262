import type { ReplayResult, ReplayTargets } from './types.js'
import type { ReplayStatus } from './verdict.js'

/** What has just become of one of many replays. */
export interface ReplayProgress {
  /** Of the recording. */
  readonly id: string
  /** `running` when its replay begins, and then once what it came to. */
  readonly status: ReplayStatus
  /** How many replays have ended so far, this one included where it has. */
  readonly done: number
  /** How many there are; absent for queries and streams, which nobody has counted. */
  readonly total?: number
  /** Set where it has ended. */
  readonly result?: ReplayResult
}

/**
 * Hears of the progress of many replays. A promise that it gives is waited for. What it throws, or rejects with, ends
 * them: no more are begun, none is told of, and the caller gets it.
 */
export type OnProgress = (progress: ReplayProgress) => unknown

/** Tells of each replay when it begins and when it has ended. */
export class Progress {
  private done = 0
  private over = false
  private readonly total: { readonly total?: number }

  constructor(
    private readonly onProgress: OnProgress,
    targets: ReplayTargets,
  ) {
    const total = countOf(targets)
    this.total = total === undefined ? {} : { total }
  }

  /** @throws what `onProgress` or the replay throws; of a replay that gives no result no end is told. */
  async of(id: string, replay: () => Promise<ReplayResult>): Promise<ReplayResult> {
    await this.tell({ id, status: 'running', done: this.done, ...this.total })
    const result = await replay()
    await this.tell({ id, status: result.status, done: ++this.done, ...this.total, result })
    return result
  }

  private async tell(progress: ReplayProgress): Promise<void> {
    if (this.over) return
    try {
      await this.onProgress(progress)
    } catch (error) {
      this.over = true
      throw error
    }
  }
}

function countOf(targets: ReplayTargets): number | undefined {
  if (Array.isArray(targets)) return targets.length
  return targets instanceof Set ? targets.size : undefined
}
