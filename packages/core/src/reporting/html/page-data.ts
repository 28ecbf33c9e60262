import { LIMITS } from '../../limits.js'
import { encode } from '../../snapshot/encode.js'
import type { DecisionSnapshot, JsonValue } from '../../snapshot/types.js'
import { flakyDecisions, type FlakyDecision } from '../history/flaky-note.js'
import type { PastRun } from '../history/run-history.js'
import { printableJson } from '../printable-json.js'
import type { ReportedRow, RunReport } from '../report/run-report.js'
import { pageRecording } from './page-recording.js'
import type { PageRecording, PageRow, ReportPageData } from './report-page-data.js'
import { valueText } from './value-text.js'

/** The recording of a row, and what its replay came to where that is known. */
export interface RowSnapshots {
  readonly id: string
  /** As in the row; absent where it has none. */
  readonly store?: string
  readonly recorded: DecisionSnapshot
  readonly replayed?: DecisionSnapshot
}

export interface HtmlReportOptions {
  /** Without them the page has what rows have: the beginnings of values, and no tapes. */
  readonly snapshots?: readonly RowSnapshots[]
  /** The runs of this machine, the oldest first, as `runHistory` gives them; those after this one do not count. */
  readonly history?: readonly PastRun[]
}

/** Everything the page shows. Recordings of rows that failed go first, until `LIMITS.pageRecordings` characters. */
export function pageData(
  report: RunReport,
  { snapshots = [], history = [] }: HtmlReportOptions,
): ReportPageData {
  const { rows, files: _files, policies = [], ...run } = report
  const { recordings, indexOf, omitted } = recordingsOf(rows, snapshots)
  const flakyOf = flakyRows(history.filter(({ createdAt }) => createdAt <= report.createdAt))
  return {
    run: safe(run),
    policies: policies.map(({ hash, policy }) => ({
      ...safe({ hash, name: policy.name }),
      text: valueText(encode(policy)),
    })),
    rows: rows.map((row, index) => {
      const recording = indexOf.get(index)
      return { ...safe(row), ...(recording === undefined ? {} : { recording }), ...flakyOf(row) }
    }),
    recordings,
    omittedRecordings: omitted,
    // This one stands in its own report.
    history: history
      .filter(({ createdAt }) => createdAt < report.createdAt)
      .map(({ createdAt, verdicts, failed }) => safe({ createdAt, verdicts, failed })),
  }
}

function flakyRows(history: readonly PastRun[]): (row: ReportedRow) => Pick<PageRow, 'flaky'> {
  const known = new Map(flakyDecisions(history).map((one) => [questionOf(one, one.baseline), one]))
  return (row) => {
    const found = known.get(questionOf(row, row.baseline?.hash))
    return found === undefined ? {} : { flaky: { failed: found.failed, runs: found.runs } }
  }
}

/** What a decision is asked: another recording or policy is another question. */
function questionOf(
  { store, id, policy }: Pick<Partial<FlakyDecision>, 'store' | 'id' | 'policy'>,
  baseline: string | undefined,
): string {
  return JSON.stringify([store, id, policy, baseline])
}

interface Kept {
  readonly recordings: PageRecording[]
  /** By the index of the row. */
  readonly indexOf: Map<number, number>
  readonly omitted: number
}

function recordingsOf(rows: readonly ReportedRow[], snapshots: readonly RowSnapshots[]): Kept {
  const byKey = new Map(snapshots.map((given) => [keyOf(given), given]))
  const order = [...rows.keys()].sort((a, b) => Number(rows[a]?.ok) - Number(rows[b]?.ok))
  const recordings: PageRecording[] = []
  const indexOf = new Map<number, number>()
  let left = LIMITS.pageRecordings
  let omitted = 0
  for (const index of order) {
    const row = rows[index]
    const given = row && byKey.get(keyOf(row))
    if (row === undefined || given === undefined) continue
    // Once one did not fit, the rest is only counted: which are there must not depend on how small they are.
    const made =
      left > 0
        ? pageRecording(given.recorded, row.ok ? undefined : given.replayed, row.acceptedVariant)
        : undefined
    left -= made === undefined ? 0 : JSON.stringify(made).length
    if (made === undefined || left < 0) omitted++
    else indexOf.set(index, recordings.push(made) - 1)
  }
  return { recordings, indexOf, omitted }
}

function keyOf({ id, store = '' }: { readonly id: string; readonly store?: string }): string {
  return JSON.stringify([store, id])
}

/** A report may come from a file that others wrote. */
function safe<T extends object>(value: T): T {
  return printableJson(value as unknown as JsonValue) as unknown as T
}
