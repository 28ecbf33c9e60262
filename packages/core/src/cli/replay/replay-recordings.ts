import { ProgressLine } from '../../reporting/progress-line.js'
import { replayRow, type ReplayRow } from '../../reporting/replay-row.js'
import { PendingChanges } from '../../pending/pending-changes.js'
import { isSnapshot } from '../../replay/find-recorded.js'
import { streamInOrder } from '../../replay/in-order.js'
import { Journal } from './journal.js'
import type { ReplayRun } from './replay-run.js'
import { recordingOf } from './targets.js'

/** What a run came to. */
export interface Replayed {
  readonly rows: readonly ReplayRow[]
  /** How many of them an earlier run had found. */
  readonly taken: number
  /** Why the rest was not replayed; absent where nothing is left. */
  readonly stopped?: string
}

/** Replays recordings from themselves. Stopped, it gives what it has, and a later run can go on from there. */
export async function replayRecordings(run: ReplayRun): Promise<Replayed> {
  const { terminal, ids, store, engine, policy, mode, trials, pass, timeoutMs, concurrency } = run
  const { signal, cwd } = terminal
  const journal = Journal.open<ReplayRow>(cwd, run.key, run.resume)
  if (journal.refused !== undefined) terminal.note(`Retrial: ${journal.refused}.`)
  const pending = new PendingChanges(cwd)
  let taken = 0
  const judge = async (id: string): Promise<ReplayRow | undefined> => {
    if (signal.aborted) return undefined
    const recorded = await recordingOf(store, id)
    if (!isSnapshot(recorded)) return replayRow(recorded, 'replayed', false, { policy, mode })
    const [known] = journal.known(id, recorded.contentHash)
    if (known !== undefined) {
      taken++
      return known
    }
    try {
      const result = await engine.replay(recorded, {
        ...{ mode, signal, trials },
        ...(policy === undefined ? {} : { policy }),
        ...(pass === undefined ? {} : { pass }),
        ...(timeoutMs === undefined ? {} : { timeoutMs }),
      })
      const judged = { policy, mode, effects: 'recorded' as const, pass }
      const row = replayRow(result, 'replayed', result.verdict === 'match', judged)
      if (run.keepsPending) pending.add(result, run.place, policy?.name)
      journal.add(id, recorded.contentHash, row)
      return row
    } catch (error) {
      if (isAborted(signal)) return undefined
      throw error
    }
  }
  const rows: ReplayRow[] = []
  const progress = new ProgressLine(terminal.progress, ids.length)
  try {
    for await (const row of streamInOrder(() => ({ items: ids, concurrency, map: judge }))) {
      if (row === undefined) continue
      rows.push(row)
      progress.add(row.ok)
    }
  } finally {
    progress.end()
  }
  const left = ids.length - rows.length
  if (left > 0)
    return { rows, taken, stopped: `it was stopped, ${left} of ${ids.length} recordings are left` }
  journal.remove()
  return { rows, taken }
}

/** Asked anew: it may have been while something was waited for. */
function isAborted({ aborted }: AbortSignal): boolean {
  return aborted
}
