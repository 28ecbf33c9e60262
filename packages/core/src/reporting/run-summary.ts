import { LIMITS } from '../limits.js'
import { replayStats } from '../replay/replay-stats.js'
import { VERDICTS, type Verdict } from '../replay/verdict.js'
import { idsOf, sameCause } from './failure-groups.js'
import type { Paint } from './paint.js'
import type { ReplayRow } from './replay-row.js'

/** A row and the test it stands in; the title is safe to print. */
export interface TestedRow extends ReplayRow {
  readonly test?: string
}

/**
 * What a run came to, for the terminal: at most 6 lines when every assertion held, else the worst 10 decisions, the
 * counts and the command to run next. Empty when nothing was replayed or recorded.
 *
 * @param acceptCommand how this runner accepts changes, e.g. `vitest -u`.
 * @param notes further lines, such as one about obsolete baselines.
 */
export function runSummary(
  rows: readonly TestedRow[],
  acceptCommand: string,
  paint: Paint,
  notes: readonly string[] = [],
): string[] {
  if (rows.length === 0) return []
  const noted = notes.map((note) => `  ${paint('yellow', note)}`)
  const failed = rows.filter(({ ok }) => !ok).sort((a, b) => severity(a) - severity(b))
  const label = paint('bold', 'Retrial')
  if (failed.length === 0)
    return [`${label}  ${paint('green', '✓')} ${counts(rows)}`, ...facts(rows, paint), ...noted]
  const shown = sameCause(failed).slice(0, LIMITS.shownResults)
  const hidden = failed.length - shown.flat().length
  return [
    `${label}  ${paint('red', `✗ ${failed.length} of ${rows.length} decisions did not hold`)}`,
    '',
    ...shown.flatMap((group) => [...groupLines(group, paint), '']),
    ...(hidden > 0 ? [`  … and ${hidden} more`, ''] : []),
    `  ${counts(rows)}`,
    ...facts(rows, paint),
    ...noted,
    ...nextStep(failed, acceptCommand, paint),
  ]
}

const ACCEPTABLE: readonly Verdict[] = ['violation', 'mismatch', 'miss', 'unused']

function nextStep(failed: readonly ReplayRow[], acceptCommand: string, paint: Paint): string[] {
  const arrow = paint('cyan', '→')
  if (failed.some(({ verdict }) => ACCEPTABLE.includes(verdict))) {
    return [`  ${arrow} if the changes are meant, accept them with ${paint('bold', acceptCommand)}`]
  }
  return failed.some(({ verdict }) => verdict === 'missing')
    ? [`  ${arrow} record what is missing on your machine, and commit it`]
    : []
}

/** Broken evidence first, then broken rules, then plain changes. */
const SEVERITY: readonly Verdict[] = ['error', 'missing', 'timeout', 'escaped', 'miss', 'unused', 'violation']

function severity({ verdict }: ReplayRow): number {
  const place = SEVERITY.indexOf(verdict)
  return place === -1 ? SEVERITY.length : place
}

function groupLines(group: readonly [TestedRow, ...TestedRow[]], paint: Paint): string[] {
  const [{ functionName, verdict, policy, details }] = group
  const tests = new Set(group.map(({ test }) => test))
  const where = tests.size === 1 ? group[0].test : `${tests.size} tests`
  const facts = [functionName, policy, where].filter((fact) => fact !== undefined).join(' · ')
  return [
    `  ${paint('red', '✗')} ${paint('bold', idsOf(group, LIMITS.shownIds))}  ${paint('red', verdict)}  ${paint('dim', facts)}`,
    ...details.map((line) => `      ${line}`),
  ]
}

/** `12 replayed: 10 match, 2 violation; 1 recorded` */
function counts(rows: readonly ReplayRow[]): string {
  const replayed = rows.filter(({ kind }) => kind === 'replayed')
  const { byVerdict } = replayStats(replayed)
  const verdicts = VERDICTS.filter((verdict) => byVerdict[verdict] > 0).map(
    (verdict) => `${byVerdict[verdict]} ${verdict}`,
  )
  return [
    `${replayed.length} replayed${verdicts.length > 0 ? `: ${verdicts.join(', ')}` : ''}`,
    ...(['recorded', 'updated', 'not-made'] as const).flatMap((kind) => {
      const count = rows.filter((row) => row.kind === kind).length
      return count === 0 ? [] : [`${count} ${kind.replace('-', ' ')}`]
    }),
  ].join('; ')
}

/** Time and tokens, then the policies, then what there is to warn of. */
function facts(rows: readonly ReplayRow[], paint: Paint): string[] {
  const times = rows
    .filter(({ kind }) => kind !== 'not-made')
    .map(({ executionTimeMs }) => executionTimeMs)
    .sort((a, b) => a - b)
  const tokens = rows.reduce((sum, { totalTokens = 0 }) => sum + totalTokens, 0)
  const lines = [
    times.length === 0
      ? ''
      : `decision time p50 ${milliseconds(percentile(times, 0.5))}, p95 ${milliseconds(percentile(times, 0.95))}` +
        (tokens > 0 ? ` · ${tokens.toLocaleString('en-US')} tokens` : ''),
    policyCounts(rows),
  ]
  return [
    ...lines.filter((line) => line !== '').map((line) => `  ${paint('dim', line)}`),
    ...warningLines(rows).map((line) => `  ${paint('yellow', line)}`),
  ]
}

const SHOWN_WARNINGS = 2

/** Those of decisions that held; the others show theirs. */
function warningLines(rows: readonly ReplayRow[]): string[] {
  const warnings = [...new Set(rows.flatMap((row) => row.warnings ?? []))]
  const more = warnings.length - SHOWN_WARNINGS
  return [
    ...warnings.slice(0, SHOWN_WARNINGS).map((warning) => `warning: ${warning}`),
    ...(more > 0 ? [`… and ${more} more ${more === 1 ? 'warning' : 'warnings'}`] : []),
  ]
}

const SHOWN_POLICIES = 5

function policyCounts(rows: readonly ReplayRow[]): string {
  const byPolicy = new Map<string, { held: number; all: number }>()
  for (const { policy, ok } of rows) {
    if (policy === undefined) continue
    const { held, all } = byPolicy.get(policy) ?? { held: 0, all: 0 }
    byPolicy.set(policy, { held: held + (ok ? 1 : 0), all: all + 1 })
  }
  const shown = [...byPolicy]
    .slice(0, SHOWN_POLICIES)
    .map(([name, { held, all }]) => `"${name}" ${held}/${all}`)
  const more = byPolicy.size - shown.length
  return [...shown, ...(more > 0 ? [`${more} more policies`] : [])].join(' · ')
}

function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0
}

function milliseconds(ms: number): string {
  return ms < 10 ? `${ms.toFixed(1)} ms` : `${Math.round(ms)} ms`
}
