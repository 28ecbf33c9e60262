import { milliseconds, runFacts, type Times } from '../run-facts.js'
import type { RunReport } from '../report/run-report.js'
import { markdownCode } from './escape.js'

const SHOWN = 20

/** Counts, times and tokens of a run, as tables. */
export function statistics({ rows }: RunReport): string[] {
  const { kinds, verdicts, times, recordedTimes, tokens, recordedTokens, policies, rules } = runFacts(rows)
  const counted = [
    ...verdicts.map(([verdict, count]) => [verdict, String(count)]),
    ...(['recorded', 'updated', 'not-made'] as const).flatMap((kind) =>
      kinds[kind] === 0 ? [] : [[kind.replace('-', ' '), String(kinds[kind])]],
    ),
  ]
  return [
    ...table(['verdict', 'decisions'], counted),
    ...table(
      ['policy', 'held', 'of'],
      policies.map(({ name, held, all }) => [markdownCode(name), String(held), String(all)]),
    ),
    ...table(
      ['broken rule', 'times'],
      rules.map(([rule, count]) => [markdownCode(rule), String(count)]),
    ),
    ...table(
      ['', 'replayed', 'recorded'],
      [
        ...timeRow('p50', times, recordedTimes),
        ...timeRow('p95', times, recordedTimes),
        ...(tokens + recordedTokens === 0 ? [] : [['tokens', number(tokens), number(recordedTokens)]]),
      ],
    ),
  ]
}

function timeRow(name: keyof Times, times: Times | undefined, recorded: Times | undefined): string[][] {
  if (times === undefined) return []
  return [[`decision time ${name}`, milliseconds(times[name]), recorded ? milliseconds(recorded[name]) : '']]
}

/** Nothing where it has no rows. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return []
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  const more = rows.length - SHOWN
  return [
    [line(head), line(head.map(() => '---')), ...rows.slice(0, SHOWN).map(line)].join('\n'),
    ...(more > 0 ? [`… and ${number(more)} more.`] : []),
  ]
}

export function number(count: number): string {
  return count.toLocaleString('en-US')
}
