import type { ReportedBaseline } from '../reporting/replay-row.js'
import type { ReportedRow } from '../reporting/report/run-report.js'
import type { Evidence, KnownBaseline } from './evidence.js'
import type { DecisionName } from './gate-result.js'

/** All that one side knows of one baseline. */
export interface GatedDecision extends DecisionName {
  /** Its replays, in a stable order. */
  readonly rows: readonly ReportedRow[]
  /** The recording in the store, where that is at hand. */
  readonly stored?: KnownBaseline
  /** What is known of the recording, by the store or by a replay. */
  readonly baseline?: ReportedBaseline
  /** Whether a test compared something else with it. */
  readonly used: boolean
}

/** The decisions of a side, by store and id, in their order. */
export function gatedDecisions({ report, baselines = [] }: Evidence): Map<string, GatedDecision> {
  const found = new Map<string, { store: string; id: string; rows: ReportedRow[]; used: boolean }>()
  const stored = new Map(baselines.map((one) => [keyOf(one), one]))
  const at = (store: string, id: string) => {
    const key = keyOf({ store, id })
    const known = found.get(key) ?? { store, id, rows: [], used: false }
    found.set(key, known)
    return known
  }
  for (const { store, id } of baselines) at(store, id)
  for (const row of report?.rows ?? []) {
    if (row.store === undefined || row.kind === 'not-made') continue
    at(row.store, row.id).rows.push(row)
    for (const id of row.uses ?? []) at(row.store, id).used = true
  }
  return new Map(
    [...found]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, { rows, ...rest }]) => [
        key,
        complete({ ...rest, rows: rows.sort(byPlace) }, stored.get(key)),
      ]),
  )
}

function complete(
  found: Pick<GatedDecision, 'store' | 'id' | 'rows' | 'used'>,
  stored: KnownBaseline | undefined,
): GatedDecision {
  const baseline = stored ?? found.rows.find((row) => row.baseline !== undefined)?.baseline
  const functionName =
    stored?.functionName ?? found.rows.find((row) => row.functionName !== undefined)?.functionName
  return {
    ...found,
    ...(stored === undefined ? {} : { stored }),
    ...(baseline === undefined ? {} : { baseline }),
    ...(functionName === undefined ? {} : { functionName }),
  }
}

export function keyOf({ store, id }: { readonly store: string; readonly id: string }): string {
  return JSON.stringify([store, id])
}

/** The name of a decision, and nothing else of it. */
export function nameOf({ store, id, functionName }: DecisionName): DecisionName {
  return { store, id, ...(functionName === undefined ? {} : { functionName }) }
}

/** Whether there is such a recording, as far as this side knows. */
export function isThere({ stored, rows }: GatedDecision): boolean {
  return stored !== undefined || rows.some(({ verdict }) => verdict !== 'missing')
}

/** Whether the code was run against it. What a run has recorded itself was compared with nothing. */
export function isReplayed({ rows }: GatedDecision): boolean {
  return rows.some(isReplay)
}

export function isReplay({ kind, verdict, mode }: ReportedRow): boolean {
  return kind === 'replayed' && verdict !== 'missing' && verdict !== 'unchecked' && mode !== 'validation-only'
}

/** The hash of what it holds. */
export function hashOf({ stored, baseline }: GatedDecision): string | undefined {
  return stored?.editedHash ?? baseline?.hash
}

function byPlace(a: ReportedRow, b: ReportedRow): number {
  const [one, other] = [a, b].map((row) =>
    JSON.stringify([row.file, row.project, row.test, row.policy, row.policyHash, row.verdict, row.ok]),
  ) as [string, string]
  return one < other ? -1 : one > other ? 1 : 0
}
