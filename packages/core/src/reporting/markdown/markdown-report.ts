import type { ReportedRow, RunReport } from '../report/run-report.js'
import { trialNotes } from '../trial-notes.js'
import { worstFirst } from '../worst-first.js'
import { changedDecision } from './changed-decision.js'
import { markdownCode } from './escape.js'
import { number, statistics, table } from './statistics.js'

export interface MarkdownOptions {
  /** What the result may be long at most: UTF-8. Default 900,000; GitHub takes 1 MiB for a step, 65,536 characters for a comment. */
  readonly maxBytes?: number
}

const MOST_BYTES = 900_000
/** Decisions in the table. */
const SHOWN = 20
/** Kept for the line that says what is left out. */
const RESERVE = 200

/**
 * A run as Markdown, for the summary of a CI job or a comment: the verdict in a line, the worst violations as a table,
 * statistics, and, folded, what changed in each decision. Whatever was recorded shows as text and has no other effect.
 */
export function markdownReport(report: RunReport, { maxBytes = MOST_BYTES }: MarkdownOptions = {}): string {
  const failed = worstFirst(report.rows)
  const allowed = report.rows.filter(
    ({ ok, kind, changes = [] }) => ok && kind === 'replayed' && changes.length > 0,
  )
  const parts = [
    ...[`### Retrial: ${verdict(report, failed.length)}`, ...extent(report)],
    ...violations(failed),
    ...statistics(report),
    ...trials(report),
  ]
  let bytes = parts.reduce((sum, part) => sum + sizeOf(part), 0)
  let shown = 0
  for (const row of [...failed, ...allowed]) {
    const part = changedDecision(row)
    if (bytes + sizeOf(part) > maxBytes - RESERVE) break
    bytes += sizeOf(part)
    shown++
    parts.push(part)
  }
  const left = failed.length + allowed.length - shown
  if (left > 0) parts.push(`… and ${number(left)} more changed decisions, which are in the JSON report.`)
  return `${parts.join('\n\n')}\n`
}

function verdict({ rows }: RunReport, failed: number): string {
  if (rows.length === 0) return '⚠️ nothing was replayed'
  const all = `${number(rows.length)} ${rows.length === 1 ? 'decision' : 'decisions'}`
  return failed === 0 ? `✅ ${all} held` : `❌ ${number(failed)} of ${all} did not hold`
}

/** What the run was not: a green part is no green whole. */
function extent({ shard, missingShards = [], partial }: RunReport): string[] {
  const said = [
    ...(shard === undefined ? [] : [`shard ${shard.index} of ${shard.count}`]),
    ...(missingShards.length === 0 ? [] : [`without shard ${missingShards.slice(0, SHOWN).join(', ')}`]),
    ...(partial === undefined ? [] : [markdownCode(partial)]),
  ]
  return said.length === 0 ? [] : [`Only a part: ${said.join('; ')}.`]
}

function trials({ rows }: RunReport): string[] {
  const notes = trialNotes(rows).map((note) => `- ${markdownCode(note)}`)
  return notes.length === 0 ? [] : [notes.join('\n')]
}

function violations(failed: readonly ReportedRow[]): string[] {
  const shown = sameFailure(failed).slice(0, SHOWN)
  const rows = shown.map(([row, ...others]) => [
    ...[markdownCode(row.id), row.verdict, why(row)],
    where(row) + (others.length === 0 ? '' : ` and ${number(others.length)} more`),
  ])
  const more = failed.length - shown.flat().length
  return [
    ...table(['decision', 'verdict', 'why', 'test'], rows),
    ...(more > 0 ? [`… and ${number(more)} more decisions that did not hold.`] : []),
  ]
}

/** Replays of one baseline that failed in one way: a hook, or a test that repeats, would fill the table by itself. */
function sameFailure(failed: readonly ReportedRow[]): [ReportedRow, ...ReportedRow[]][] {
  const groups = new Map<string, [ReportedRow, ...ReportedRow[]]>()
  for (const row of failed) {
    const key = JSON.stringify([row.store, row.id, row.verdict, why(row)])
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [row])
    else group.push(row)
  }
  return [...groups.values()]
}

function why({
  violations: [first, ...others] = [],
  omittedViolations = 0,
  details: [detail = ''],
}: ReportedRow): string {
  if (first === undefined) return markdownCode(detail)
  const more = others.length + omittedViolations
  return `${markdownCode(first.message)}${more > 0 ? ` and ${number(more)} more` : ''}`
}

function where({ file, location, test }: ReportedRow): string {
  if (file === undefined) return test === undefined ? '' : markdownCode(test)
  return markdownCode(location === undefined ? file : `${file}:${location.line}`)
}

function sizeOf(part: string): number {
  return Buffer.byteLength(part) + 2
}
