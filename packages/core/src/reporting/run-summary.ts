import { LIMITS } from '../limits.js'
import type { Verdict } from '../replay/verdict.js'
import { idsOf, sameCause } from './failure-groups.js'
import { isForbidden } from './is-forbidden.js'
import type { Paint } from './paint.js'
import type { ReplayRow } from './replay-row.js'
import { milliseconds, runFacts, type RunFacts, type Times } from './run-facts.js'
import { trialNotes } from './trial-notes.js'
import { worstFirst } from './worst-first.js'

/** A row and the test it stands in; the title is safe to print. */
export interface TestedRow extends ReplayRow {
  readonly test?: string
  readonly file?: string
  readonly project?: string
}

/**
 * What a run came to, for the terminal: at most 6 lines when every assertion held, else the worst 10 decisions, the
 * counts and the command to run next. Empty when nothing was replayed or recorded.
 *
 * @param acceptCommand how this runner accepts changes, e.g. `vitest -u`.
 * @param notes further lines, such as one about obsolete baselines.
 * @param ci whether nothing can be accepted where it ran.
 */
export function runSummary(
  rows: readonly TestedRow[],
  acceptCommand: string,
  paint: Paint,
  notes: readonly string[] = [],
  ci = false,
): string[] {
  if (rows.length === 0) return []
  const noted = notes.map((note) => `  ${paint('yellow', note)}`)
  const failed = worstFirst(rows)
  const facts = runFacts(rows)
  const label = paint('bold', 'Retrial')
  if (failed.length === 0) {
    const head = [`${label}  ${paint('green', '✓')} ${counts(facts)}`, ...factLines(facts, paint)]
    // One line of the room is for how many more there are.
    const room = Math.max(0, GREEN_LINES - head.length - noted.length - 1)
    const warnings = warningLines(rows, paint, Math.min(SHOWN_WARNINGS, room))
    const left = Math.max(0, GREEN_LINES - head.length - noted.length - warnings.length)
    return [...head, ...trialLines(rows, paint).slice(0, left), ...warnings, ...noted]
  }
  const shown = sameCause(failed).slice(0, LIMITS.shownResults)
  const hidden = failed.length - shown.flat().length
  return [
    `${label}  ${paint('red', `✗ ${failed.length} of ${rows.length} decisions did not hold`)}`,
    '',
    ...shown.flatMap((group) => [...groupLines(group, paint), '']),
    ...(hidden > 0 ? [`  … and ${hidden} more`, ''] : []),
    `  ${counts(facts)}`,
    ...factLines(facts, paint),
    ...trialLines(rows, paint),
    ...warningLines(rows, paint, SHOWN_WARNINGS),
    ...noted,
    ...nextStep(failed, acceptCommand, paint, ci),
  ]
}

/** At most, of a run in which everything held. */
const GREEN_LINES = 6
const SHOWN_WARNINGS = 2

const ACCEPTABLE: readonly Verdict[] = ['violation', 'mismatch', 'miss', 'unused']

function nextStep(failed: readonly ReplayRow[], acceptCommand: string, paint: Paint, ci: boolean): string[] {
  const arrow = paint('cyan', '→')
  const isAcceptable = ({ verdict, violations }: ReplayRow): boolean =>
    ACCEPTABLE.includes(verdict) && !isForbidden(verdict, violations)
  if (failed.some(isAcceptable)) {
    const command = paint('bold', acceptCommand)
    return [
      ci
        ? `  ${arrow} if the changes are meant, accept them on your machine with ${command}, and commit them`
        : `  ${arrow} if the changes are meant, accept them with ${command}`,
    ]
  }
  return failed.some(({ verdict }) => verdict === 'missing')
    ? [`  ${arrow} record what is missing on your machine, and commit it`]
    : []
}

function groupLines(group: readonly [TestedRow, ...TestedRow[]], paint: Paint): string[] {
  const [{ verdict, details }] = group
  const tests = new Set(group.map(({ file, project, test }) => JSON.stringify([file, project, test])))
  const where = tests.size === 1 ? group[0].test : `${tests.size} tests`
  const named = [group.map(({ functionName }) => functionName), group.map(({ policy }) => policy)].map(allOf)
  const facts = [...named, where ?? ''].filter((fact) => fact !== '').join(' · ')
  return [
    `  ${paint('red', '✗')} ${paint('bold', idsOf(group, LIMITS.shownIds))}  ${paint('red', verdict)}  ${paint('dim', facts)}`,
    ...details.map((line) => `      ${line}`),
  ]
}

function allOf(names: readonly (string | undefined)[]): string {
  return idsOf(
    names.flatMap((id) => (id === undefined ? [] : [{ id }])),
    LIMITS.shownIds,
  )
}

/** `12 replayed: 10 match, 2 violation; 1 recorded` */
function counts({ kinds, verdicts }: RunFacts): string {
  const listed = verdicts.map(([verdict, count]) => `${count} ${verdict}`).join(', ')
  return [
    `${kinds.replayed} replayed${listed === '' ? '' : `: ${listed}`}`,
    ...(['recorded', 'updated', 'not-made'] as const).flatMap((kind) =>
      kinds[kind] === 0 ? [] : [`${kinds[kind]} ${kind.replace('-', ' ')}`],
    ),
  ].join('; ')
}

/** Time and tokens, then the policies, then the rules that were broken. */
function factLines(facts: RunFacts, paint: Paint): string[] {
  const rules = facts.rules.map(([rule, count]) => `${rule} ${count}`)
  return [timeLine(facts), listed(facts.policies.map(policyCount), 'policies'), listed(rules, 'rules')]
    .filter((line) => line !== '')
    .map((line) => `  ${paint('dim', line)}`)
}

function timeLine({ times, recordedTimes, tokens }: RunFacts): string {
  if (times === undefined) return ''
  const shown = ({ p50, p95 }: Times): string => `p50 ${milliseconds(p50)}, p95 ${milliseconds(p95)}`
  return (
    `decision time ${shown(times)}` +
    (recordedTimes === undefined ? '' : ` (recorded: ${shown(recordedTimes)})`) +
    (tokens > 0 ? ` · ${tokens.toLocaleString('en-US')} tokens` : '')
  )
}

function trialLines(rows: readonly ReplayRow[], paint: Paint): string[] {
  return trialNotes(rows).map((note) => `  ${paint('dim', note)}`)
}

const SHOWN_FACTS = 5

function policyCount({ name, held, all }: RunFacts['policies'][number]): string {
  return `"${name}" ${held}/${all}`
}

function listed(facts: readonly string[], what: string): string {
  const more = facts.length - SHOWN_FACTS
  return [...facts.slice(0, SHOWN_FACTS), ...(more > 0 ? [`${more} more ${what}`] : [])].join(' · ')
}

/** Those of decisions that held; the others show theirs. */
function warningLines(rows: readonly ReplayRow[], paint: Paint, shown: number): string[] {
  const warnings = [...new Set(rows.flatMap((row) => row.warnings ?? []))]
  const more = warnings.length - shown
  return [
    ...warnings.slice(0, shown).map((warning) => `warning: ${warning}`),
    ...(more > 0 ? [`… and ${more} more ${more === 1 ? 'warning' : 'warnings'}`] : []),
  ].map((line) => `  ${paint('yellow', line)}`)
}
