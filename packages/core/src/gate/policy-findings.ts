import type { PolicyData } from '../policy/index.js'
import type { ReportedRow, RunReport } from '../reporting/report/run-report.js'
import { compareJudging, type Judging, type JudgingMove } from './compare-judging.js'
import { effectiveRules } from './effective-rules.js'
import type { DecisionName, PolicyFinding } from './gate-result.js'
import { isReplay, nameOf, type GatedDecision } from './gated-decision.js'
import { isInverted } from './held.js'
import type { DecisionPair } from './pair-decisions.js'

/** One way in which a decision is judged. */
interface Check extends Judging {
  readonly policy: string | null
  readonly hash: string | undefined
  /** The same for checks of the same rules, mode and trials. */
  readonly key: string
  readonly scorers: ReadonlyMap<string, string>
  /** The test in which it stands. */
  readonly test: string
}

/**
 * What became of how the decisions of both sides are judged, one finding for all decisions of which it is true. Every
 * check of the base must have one on the head that is as strict, whatever the policies are called, in whatever order
 * their rules stand, and for the tags that the recording has by now.
 */
export function policyFindings(
  pairs: readonly DecisionPair[],
  base: RunReport | undefined,
  head: RunReport | undefined,
): PolicyFinding[] {
  if (base === undefined || head === undefined) return []
  const [was, is] = [policiesOf(base), policiesOf(head)]
  // A test that fails at a decision does not come to those behind it.
  const failed = new Set(head.rows.filter(({ ok }) => !ok).map(testOf))
  // Thousands of decisions share a few policies.
  const judged = new Map<string, JudgingMove[]>()
  const found = new Map<string, PolicyFinding & { readonly decisions: DecisionName[] }>()
  for (const pair of pairs) {
    if (pair.base === undefined || pair.head === undefined) continue
    const [before, after] = [checksOf(pair.base, was), checksOf(pair.head, is)]
    // That it is not replayed at all any more is another finding.
    if (after.length === 0) continue
    const isReached = ({ test }: Check): boolean =>
      !failed.has(test) || inTest(after, test) >= inTest(before, test)
    const comparable = before.filter(isReached)
    for (const [check, moves, closest] of comparable.map((check) => worstMoves(check, after, judged))) {
      for (const { move, what } of moves) {
        const finding = { move, before: check.policy, after: closest.policy, what, decisions: [] }
        const key = JSON.stringify(finding)
        const known = found.get(key) ?? finding
        found.set(key, known)
        // Decisions come one after another: one that is there already is the last.
        const last = known.decisions.at(-1)
        if (last?.store !== pair.head.store || last.id !== pair.head.id) {
          known.decisions.push(nameOf(pair.head))
        }
      }
    }
  }
  const order: readonly PolicyFinding['move'][] = ['loosened', 'changed', 'tightened']
  return [...found.values()].sort((a, b) => order.indexOf(a.move) - order.indexOf(b.move))
}

function inTest(checks: readonly Check[], test: string): number {
  return checks.filter((check) => check.test === test).length
}

/** The check of the head that comes closest, and how it differs. One that is as strict differs in nothing that matters. */
function worstMoves(
  check: Check,
  after: readonly Check[],
  judged: Map<string, JudgingMove[]>,
): [Check, readonly JudgingMove[], Check] {
  const [closest] = after
    .map((candidate) => ({ candidate, moves: movesOf(check, candidate, judged) }))
    .sort((a, b) => weight(a.moves) - weight(b.moves) || otherName(a.candidate) - otherName(b.candidate))
  function otherName({ policy }: Check): number {
    return policy === check.policy ? 0 : 1
  }
  return closest === undefined ? [check, [], check] : [check, closest.moves, closest.candidate]
}

function weight(moves: readonly JudgingMove[]): number {
  const count = (kind: JudgingMove['move']): number => moves.filter(({ move }) => move === kind).length
  return count('loosened') * 10_000 + count('changed') * 100 + count('tightened')
}

function movesOf(before: Check, after: Check, judged: Map<string, JudgingMove[]>): JudgingMove[] {
  const key = JSON.stringify([before.key, after.key])
  const known = before.key === after.key ? [] : (judged.get(key) ?? compareJudging(before, after))
  judged.set(key, known)
  const moves = [...known]
  for (const [field, scorer] of before.scorers) {
    const now = after.scorers.get(field)
    const said = moves.some(({ what }) => what.includes(`(${field})`))
    if (now !== undefined && now !== scorer && !said) {
      moves.push({ move: 'changed', what: `scorer of ${field}: ${scorer} → ${now}` })
    }
  }
  const hidden = before.hash !== after.hash && [before, after].every(hasRedacted)
  if (moves.length === 0 && hidden)
    moves.push({ move: 'changed', what: 'an expected value that is not shown' })
  return moves
}

function hasRedacted({ rules }: Judging): boolean {
  return rules.some(({ expected }) => JSON.stringify(expected ?? null).includes('[redacted'))
}

function policiesOf({ policies = [] }: RunReport): Map<string, PolicyData> {
  return new Map(policies.map(({ hash, policy }) => [hash, policy]))
}

function checksOf({ rows, baseline }: GatedDecision, policies: ReadonlyMap<string, PolicyData>): Check[] {
  // One that is asserted not to hold lets nothing pass that it says.
  return rows
    .filter((row) => isReplay(row) && !isInverted(row))
    .map((row) => {
      const policy = row.policyHash === undefined ? undefined : policies.get(row.policyHash)
      const tags = row.baseline?.tags ?? baseline?.tags ?? {}
      const mode = row.mode ?? 'tolerant'
      const trials = row.trials?.total ?? 1
      // A single trial has no rule: it must match.
      const pass = row.trials === undefined ? 'all' : row.pass
      return {
        policy: row.policy ?? null,
        hash: row.policyHash,
        rules: policy === undefined ? [] : effectiveRules(policy, tags),
        unlisted: policy?.unlisted ?? 'judged',
        ...{ mode, trials, pass },
        key: JSON.stringify([policy === undefined ? null : row.policyHash, tags, mode, trials, pass]),
        scorers: scorersOf(row),
        test: testOf(row),
      }
    })
}

function testOf({ file, project, test }: ReportedRow): string {
  return JSON.stringify([file, project, test])
}

function scorersOf({ scores = [] }: ReportedRow): Map<string, string> {
  return new Map(scores.map(({ field, scorer }) => [field, scorer]))
}
