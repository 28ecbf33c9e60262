import { isReplayError } from '../../errors.js'
import { contentHash } from '../../snapshot/content-hash.js'
import { redactor } from '../../snapshot/redaction/settings.js'
import type { DecisionSnapshot } from '../../snapshot/types.js'
import type { SnapshotStore } from '../../store/store.js'
import { rowProblem } from '../row-problem.js'
import type { TransferReport } from './transfer-report.js'

/** What to do with a row whose id the target already holds. */
export type OnDuplicate = 'report' | 'skip' | 'replace'

/**
 * Saves a batch in one step. One that is refused is halved until the rows that are to blame stand alone, so that
 * they cost the others neither their place nor much time.
 *
 * @throws what is wrong with the whole store.
 */
export async function saveBatch(
  store: SnapshotStore,
  batch: readonly DecisionSnapshot[],
  onDuplicate: OnDuplicate,
  report: TransferReport,
): Promise<void> {
  const [first] = batch
  if (first === undefined) return
  try {
    await store.saveMany(batch, { replace: onDuplicate === 'replace' })
    report.written += batch.length
  } catch (error) {
    if (batch.length === 1) {
      await refusedRow(store, first, onDuplicate, report, error)
      return
    }
    // Tells whether it is worth going on, and throws if not.
    rowProblem(first.id, error)
    const middle = Math.ceil(batch.length / 2)
    await saveBatch(store, batch.slice(0, middle), onDuplicate, report)
    await saveBatch(store, batch.slice(middle), onDuplicate, report)
  }
}

async function refusedRow(
  store: SnapshotStore,
  snapshot: DecisionSnapshot,
  onDuplicate: OnDuplicate,
  report: TransferReport,
  error: unknown,
): Promise<void> {
  const problem = rowProblem(snapshot.id, error)
  if (problem.code === 'REDACTION_FAILED') report.problems.push({ ...problem, id: openId(problem.id) })
  else if (problem.code !== 'DUPLICATE_ID') report.problems.push(problem)
  else if (onDuplicate === 'skip' && (await isThere(store, snapshot))) report.skipped++
  else report.problems.push(problem)
}

/** It may hold the secret that the row was refused for. */
function openId(id: string): string {
  try {
    return redactor().text(id)
  } catch {
    // A rule of the user's own that fails has said nothing of the id, either.
    return id
  }
}

/** Whether the store holds under this id what saving the snapshot would make of it. */
async function isThere(store: SnapshotStore, snapshot: DecisionSnapshot): Promise<boolean> {
  try {
    const stored = contentHash(await store.load(snapshot.id))
    return stored === contentHash(snapshot) || stored === (await hashOnceStored(store, snapshot))
  } catch (error) {
    if (isReplayError(error)) return false
    throw error
  }
}

/** A store may change what it is given, as by redaction: ask it, in a transaction that is dropped. */
async function hashOnceStored(store: SnapshotStore, snapshot: DecisionSnapshot): Promise<string> {
  const dropped = new Error('dropped')
  let hash = ''
  try {
    await store.transaction(async (tx) => {
      await tx.save(snapshot, { replace: true })
      hash = contentHash(await tx.load(snapshot.id))
      throw dropped
    })
  } catch (error) {
    if (error !== dropped) throw error
  }
  return hash
}
