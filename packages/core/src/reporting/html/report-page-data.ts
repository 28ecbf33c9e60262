import type { FlakyDecision } from '../history/flaky-note.js'
import type { PastRun } from '../history/run-history.js'
import type { ReportedRow, RunReport } from '../report/run-report.js'

/** What the page shows, as it stands in it: JSON only, every text printable and cut. The page imports only these types. */
export interface ReportPageData {
  readonly run: Omit<RunReport, 'rows' | 'files' | 'policies'>
  readonly policies: readonly PagePolicy[]
  readonly rows: readonly PageRow[]
  /** Whole values and tapes; a row names its own by index. */
  readonly recordings: readonly PageRecording[]
  /** Rows whose recordings were given, but did not fit. */
  readonly omittedRecordings: number
  /** The runs before this one, the oldest first. */
  readonly history: readonly PagePastRun[]
}

export interface PagePolicy {
  readonly hash: string
  readonly name: string
  /** Its data, as text. */
  readonly text: string
}

export interface PageRow extends ReportedRow {
  readonly recording?: number
  /** How often it failed of late, where it holds in one run and not in the next. */
  readonly flaky?: Pick<FlakyDecision, 'failed' | 'runs'>
}

/** What is known of one row beyond its report. Texts have lines, as {@link valueText} writes them. */
export interface PageRecording {
  readonly inputs: string
  readonly recorded: PageOutcome
  readonly replayed?: PageOutcome
  /** What else was accepted, the first being variant 1. */
  readonly accepted: readonly PageOutcome[]
  /** What changed of the outcome, whole. Absent where the replay is not at hand: the row has the beginnings. */
  readonly changes?: readonly PageChange[]
  readonly omittedChanges: number
  /** The model and its parameters. */
  readonly model?: string
  /** What it read of clock, chance and environment. */
  readonly determinism?: string
  readonly tape: readonly PageEffect[]
  /** How many contacts the tape has beyond those. */
  readonly omittedEffects: number
}

export interface PageOutcome {
  readonly text: string
  /** Where it is an accepted one, why it was. */
  readonly note?: string
}

export interface PageChange {
  readonly fieldPath: string
  /** Absent where there was nothing. */
  readonly oldText?: string
  readonly newText?: string
}

/** One recorded contact with the world. */
export interface PageEffect {
  /** `POST https://…` or `effect "name"`. */
  readonly title: string
  readonly kind: 'http' | 'call'
  readonly durationMs: number
  /** How it went, in a few words: `200 OK`, `aborted`, `threw`. */
  readonly end: string
  /** Whether the answer is what was wished for. */
  readonly failed: boolean
  readonly request: string
  readonly answer: string
}

/** One of the runs before, of this project on this machine. */
export type PagePastRun = Pick<PastRun, 'createdAt' | 'verdicts' | 'failed'>
