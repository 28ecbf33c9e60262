import { isReplayError } from '../../errors.js'
import type { SnapshotStore } from '../../store/store.js'
import type { DecisionSnapshot } from '../../snapshot/types.js'
import type { ReportedRow } from '../report/run-report.js'
import type { RowSnapshots } from './page-data.js'

/**
 * The recordings of rows, for {@link htmlReport}; those of rows that failed first. What cannot be read is left out: the
 * row says what is wrong.
 *
 * @param open opens the store of a name, as rows have it; undefined where there is none. Who opened it closes it.
 * @param replayedOf what the replay of a row came to, where someone kept it.
 * @param most how many recordings at most. Default 2,000.
 */
export async function readSnapshots(
  rows: readonly ReportedRow[],
  open: (store: string) => Promise<SnapshotStore | undefined>,
  replayedOf: (row: ReportedRow) => DecisionSnapshot | undefined = () => undefined,
  most = 2_000,
): Promise<RowSnapshots[]> {
  const found: RowSnapshots[] = []
  const seen = new Set<string>()
  for (const row of [...rows].sort((a, b) => Number(a.ok) - Number(b.ok))) {
    const { id, store } = row
    const key = JSON.stringify([store, id])
    if (store === undefined || row.kind === 'not-made' || seen.has(key)) continue
    if (found.length >= most) break
    seen.add(key)
    const recorded = await load(await open(store), id)
    if (recorded === undefined) continue
    const replayed = replayedOf(row)
    found.push({ id, store, recorded, ...(replayed === undefined ? {} : { replayed }) })
  }
  return found
}

async function load(store: SnapshotStore | undefined, id: string): Promise<DecisionSnapshot | undefined> {
  try {
    return await store?.load(id)
  } catch (error) {
    if (isReplayError(error)) return undefined
    throw error
  }
}
