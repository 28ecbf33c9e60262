import { fileKey, replayKey } from '../reporting/report/replay-key.js'
import type { ReportedRow, RunReport } from '../reporting/report/run-report.js'
import type { Evidence } from './evidence.js'
import { isReplay, keyOf } from './gated-decision.js'

/**
 * Why a side is not all that it should be, a line each. What is missing could be what failed, and what is there twice
 * counts twice: no verdict is reached.
 */
export function evidenceProblems(side: 'base' | 'head', evidence: Evidence): string[] {
  const { report, baselines, problems = [] } = evidence
  const found = [...problems]
  if (problems.length === 0 && report === undefined && (baselines ?? []).length === 0) {
    found.push('it holds no recording and no report')
  }
  if (side === 'head' && report === undefined && found.length === 0) {
    found.push('recordings were compared, and nothing was replayed: a verdict takes the report of a run')
  }
  if (report !== undefined) found.push(...extentProblems(report), ...rowProblems(report))
  if (side === 'head') found.push(...writtenProblems(report))
  found.push(...otherRecordings(evidence))
  return found.map((problem) => `${side} (${evidence.name}): ${problem}`)
}

function extentProblems({ shard, missingShards = [], partial, testFiles, files, rows }: RunReport): string[] {
  const found: string[] = []
  if (shard !== undefined) {
    found.push(`it is shard ${shard.index} of ${shard.count} only: merge them first, retrial merge`)
  }
  if (missingShards.length > 0) {
    found.push(`${missingShards.length === 1 ? 'shard' : 'shards'} ${missingShards.join(', ')} missing`)
  }
  if (partial !== undefined) found.push(partial)
  if (testFiles !== undefined && files.length < testFiles) {
    found.push(`only ${files.length} of ${testFiles} test files ran`)
  }
  if (!rows.some(isReplay)) found.push('0 decisions were replayed')
  return found
}

function rowProblems({ files, rows, policies = [] }: RunReport): string[] {
  const known = new Set(policies.map(({ hash }) => hash))
  const nameless = new Set(
    rows.flatMap(({ policyHash: hash, policy }) =>
      hash === undefined || known.has(hash) ? [] : [policy ?? hash],
    ),
  )
  return [
    ...twice(files, fileKey).map(({ file }) => `the test file ${file} is there twice`),
    ...twice(rows.filter(isReplay), replayKey).map(
      ({ id, test }) => `the replay of ${id}${test === undefined ? '' : ` in "${test}"`} is there twice`,
    ),
    ...(policies.length === known.size ? [] : ['a policy is there twice']),
    ...[...nameless].map((policy) => `the policy "${policy}" is named and not there`),
    ...rows.flatMap((row) => (isContradiction(row) ? [`the row of ${row.id} contradicts itself`] : [])),
  ]
}

function twice<T>(items: readonly T[], keyOfItem: (item: T) => string): T[] {
  const seen = new Map<string, number>()
  return items.filter((item) => {
    const count = (seen.get(keyOfItem(item)) ?? 0) + 1
    seen.set(keyOfItem(item), count)
    return count === 2
  })
}

/** A match that breaks a rule, or has fewer matching trials than none: no run writes that. */
function isContradiction({ ok, verdict, violations = [], trials, kind }: ReportedRow): boolean {
  if (trials !== undefined && !(trials.passed >= 0 && trials.passed <= trials.total)) return true
  if (trials !== undefined && verdict === 'match' && trials.passed === 0) return true
  return kind === 'replayed' && ok && verdict === 'match' && violations.length > 0
}

/** What a run has just recorded or accepted was compared with nothing. */
function writtenProblems(report: RunReport | undefined): string[] {
  const written = (report?.rows ?? []).filter(({ kind }) => kind === 'recorded' || kind === 'updated')
  if (written.length === 0) return []
  const ids = new Set(written.map(({ id }) => id)).size
  return [
    `the run wrote ${ids} ${ids === 1 ? 'baseline' : 'baselines'} itself instead of replaying: run the tests again, without -u`,
  ]
}

/** A report and recordings that are not of one state of the project say nothing together. */
function otherRecordings({ report, baselines }: Evidence): string[] {
  if (report === undefined || baselines === undefined) return []
  const stored = new Map(baselines.map((one) => [keyOf(one), one.hash]))
  const others = new Set<string>()
  for (const { store, id, baseline } of report.rows) {
    if (store === undefined || baseline === undefined) continue
    const hash = stored.get(keyOf({ store, id }))
    if (hash !== undefined && hash !== baseline.hash) others.add(id)
  }
  if (others.size === 0) return []
  const [first = ''] = [...others].sort()
  const more = others.size === 1 ? '' : ` and ${others.size - 1} more`
  return [
    `the report speaks of another recording of ${first}${more} than the store holds: run the tests again`,
  ]
}
