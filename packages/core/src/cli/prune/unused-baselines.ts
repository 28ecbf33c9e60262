import { join } from 'node:path'
import { statSync } from '../../kept-fs.js'
import { baselineFolder } from '../../config/baseline-folder.js'
import { obsoleteBaselines } from '../../reporting/report/obsolete-baselines.js'
import type { NamedBaselines, RunReport } from '../../reporting/report/run-report.js'
import { withStore } from '../open-chosen.js'

export interface UnusedBaselines {
  readonly stores: readonly NamedBaselines[]
  /** Ids that came after the run: it cannot know whether a test uses them. */
  readonly newer: readonly string[]
  /** When the run ended. */
  readonly createdAt: string
}

/** The baselines that no test of a whole run used, or why that cannot be said. */
export async function unusedBaselines(
  report: RunReport,
  root: string,
): Promise<UnusedBaselines | { readonly why: string }> {
  const judged = obsoleteBaselines(report, root)
  if (!judged.judged) return { why: judged.why }
  if (report.rows.every(({ store }) => store === undefined))
    return { why: 'that run used no baseline at all' }
  const end = Date.parse(report.createdAt)
  if (Number.isNaN(end)) return { why: 'the report does not say when the run was' }
  const stores: NamedBaselines[] = []
  const newer: string[] = []
  for (const { store, ids } of judged.obsolete) {
    const older = await olderOf({ store, ids }, root, end)
    newer.push(...ids.filter((id) => !older.includes(id)))
    if (older.length > 0) stores.push({ store, ids: older })
  }
  return { stores, newer, createdAt: report.createdAt }
}

async function olderOf({ store, ids }: NamedBaselines, root: string, end: number): Promise<string[]> {
  const place = { store, storeRoot: root }
  const folder = baselineFolder(place)
  return withStore(place, { readOnly: true }, async (open) => {
    const older: string[] = []
    for (const id of ids) {
      // One that was imported, or checked out, may be new here though it was recorded long ago.
      if (folder !== undefined && statSync(join(folder, `${id}.json`)).mtimeMs > end) continue
      if (!(Date.parse((await open.load(id)).createdAt) > end)) older.push(id)
    }
    return older
  })
}
