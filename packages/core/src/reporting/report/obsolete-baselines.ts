import { listIdsSync } from '../../store/list-ids.js'
import { printable } from '../printable.js'
import type { RunReport, NamedBaselines } from './run-report.js'

/** Baselines that no test uses, or why that cannot be said of this run. */
export type ObsoleteBaselines =
  | { readonly judged: true; readonly obsolete: readonly NamedBaselines[] }
  | { readonly judged: false; readonly why: string }

/**
 * Which baselines of the stores of a run no test used. Known only where every test file ran, from the first test to
 * the last: a test that was skipped, left out or failed may use any of them. Nothing is deleted.
 *
 * @param root the root of the run, from which the names of stores start.
 */
export function obsoleteBaselines(report: RunReport, root: string): ObsoleteBaselines {
  const why = whyNotWhole(report)
  if (why !== undefined) return { judged: false, why }
  const used = new Map<string, Set<string>>()
  for (const { store, id, uses } of report.rows) {
    if (store === undefined) continue
    const ids = used.get(store) ?? new Set()
    ids.add(id)
    for (const more of uses ?? []) ids.add(more)
    used.set(store, ids)
  }
  const obsolete: NamedBaselines[] = []
  for (const [store, ids] of used) {
    // A store in memory is gone with its process.
    if (store === 'memory:') continue
    try {
      const left = listIdsSync(store, { cwd: root }).filter((id) => !ids.has(printable(id)))
      if (left.length > 0) obsolete.push({ store, ids: left.map(printable) })
    } catch (error) {
      return { judged: false, why: printable((error as Error).message) }
    }
  }
  return { judged: true, obsolete }
}

function whyNotWhole({
  shard,
  missingShards = [],
  partial,
  testFiles = 0,
  files,
}: RunReport): string | undefined {
  if (shard !== undefined) return `this is shard ${shard.index} of ${shard.count}`
  if (missingShards.length > 0) return `shard ${missingShards.join(', ')} is missing`
  if (partial !== undefined) return partial
  if (files.length < testFiles) return `only ${files.length} of ${testFiles} test files ran`
  const broken = files.find(({ whole }) => !whole)
  return broken && `not every test of ${printable(broken.file)} ran to its end`
}
