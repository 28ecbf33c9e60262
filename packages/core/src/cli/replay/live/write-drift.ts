import { join } from 'node:path'
import { lexicalScorer } from '../../../similarity/lexical-scorer.js'
import { storeName } from '../../../store/store-name.js'
import { makeWorkingFolder } from '../../../working-folder.js'
import { writeFile } from '../../reports/write-file.js'
import type { ReplayRun } from '../replay-run.js'
import type { Spending } from './budget.js'
import { driftMarkdown } from './drift-markdown.js'
import { DRIFT_FORMAT, driftByDecision, type DriftOfRecording, type DriftReport } from './drift-report.js'

/**
 * Writes `.retrial/drift.json`, and the same to read, `.retrial/drift.md`.
 *
 * @returns the path of the latter.
 */
export function writeDrift(
  { terminal: { cwd }, place, trials }: ReplayRun,
  recordings: readonly DriftOfRecording[],
  { calls, tokens, cost, left, stopped }: Spending & { readonly left: number; readonly stopped?: string },
): string {
  const report: DriftReport = {
    format: DRIFT_FORMAT,
    createdAt: new Date().toISOString(),
    store: storeName(place.store, place.storeRoot, cwd),
    trials,
    scorer: lexicalScorer.id,
    spent: { calls, tokens: tokens ?? null, cost: cost ?? null },
    ...(stopped === undefined ? {} : { stopped }),
    left,
    decisions: driftByDecision(recordings),
    recordings,
  }
  const folder = makeWorkingFolder(cwd)
  writeFile(cwd, join(folder, 'drift.json'), `${JSON.stringify(report)}\n`)
  return writeFile(cwd, join(folder, 'drift.md'), driftMarkdown(report))
}
