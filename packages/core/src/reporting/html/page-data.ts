import { LIMITS } from '../../limits.js'
import { encode } from '../../snapshot/encode.js'
import type { DecisionSnapshot, JsonValue } from '../../snapshot/types.js'
import { printableJson } from '../printable-json.js'
import type { ReportedRow, RunReport } from '../report/run-report.js'
import { pageRecording } from './page-recording.js'
import type { PageRecording, ReportPageData, RunHistoryEntry } from './report-page-data.js'
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
  /** The runs before this one, the oldest first. */
  readonly history?: readonly RunHistoryEntry[]
}

/** Everything the page shows. Recordings of rows that failed go first, until `LIMITS.pageRecordings` characters. */
export function pageData(
  report: RunReport,
  { snapshots = [], history = [] }: HtmlReportOptions,
): ReportPageData {
  const { rows, files: _files, policies = [], ...run } = report
  const { recordings, indexOf, omitted } = recordingsOf(rows, snapshots)
  return {
    run: safe(run),
    policies: policies.map(({ hash, policy }) => ({
      ...safe({ hash, name: policy.name }),
      text: valueText(encode(policy)),
    })),
    rows: rows.map((row, index) => {
      const recording = indexOf.get(index)
      return { ...safe(row), ...(recording === undefined ? {} : { recording }) }
    }),
    recordings,
    omittedRecordings: omitted,
    history: safe(history),
  }
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
