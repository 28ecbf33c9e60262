import type { GateBudgets } from '../config/gate-budgets.js'
import { changedBaselines } from './changed-baselines.js'
import { compareCost } from './compare-cost.js'
import { compareModels } from './compare-models.js'
import { compareCoverage } from './coverage.js'
import type { Evidence } from './evidence.js'
import { evidenceProblems } from './evidence-problems.js'
import { compareFailures, failedDecision } from './failures.js'
import { holds, isInverted } from './held.js'
import { GATE_FORMAT, type FailedDecision, type GateResult, type GateSide } from './gate-result.js'
import {
  gatedDecisions,
  isReplay,
  isReplayed,
  isThere,
  nameOf,
  type GatedDecision,
} from './gated-decision.js'
import { gateNotes } from './gate-notes.js'
import { gateReasons, outcomeOf, type Findings } from './gate-reasons.js'
import { printableAll } from './printable-all.js'
import { oldBaselines } from './old-baselines.js'
import { pairDecisions } from './pair-decisions.js'
import { policyFindings } from './policy-findings.js'
import { compareSamples } from './samples.js'
import { newlyUnmade } from './unmade.js'
import { verdictLine } from './verdict-line.js'
import { worstFirst } from './worst-first.js'

/**
 * Compares what a head came to with its base: what a pull request changes. Reads and writes nothing, and gives the same
 * result for the same evidence. Evidence that is missing, partial, there twice or contradictory never passes.
 *
 * @param budgets how much may change; checked already.
 */
export function gate(base: Evidence, head: Evidence, budgets: GateBudgets = {}): GateResult {
  const [was, is] = [gatedDecisions(base), gatedDecisions(head)]
  const pairs = pairDecisions(was, is)
  const baseReported = base.report !== undefined
  const headKnown = head.baselines !== undefined
  const samples = compareSamples(pairs)
  const failures = pairs.map((pair) => ({
    pair,
    finding: compareFailures(pair, baseReported, samples.get(pair)),
  }))
  const unmade = newlyUnmade(base.report, head.report)
  const failed = (change: 'new' | 'still' | 'unsure'): FailedDecision[] =>
    failures.flatMap(({ pair, finding: { change: found, row } }) => {
      const sample = samples.get(pair)
      const told = sample === undefined || change === 'still' ? [] : [sampleLine(sample)]
      return found === change && row !== undefined ? [failedDecision(row, told)] : []
    })
  const gone = pairs.filter(
    ({ base: one, head: other }) =>
      one !== undefined && isThere(one) && !(other !== undefined && isThere(other)),
  )
  const coverage = compareCoverage(pairs, { baseReported, headKnown }, budgets)
  const modelChanges = compareModels(pairs)
  // A violation of a decision whose code asks another model says nothing about the code.
  const asksAnother = new Set(
    modelChanges
      .filter(({ where }) => where === 'replay')
      .map(({ store, id }) => JSON.stringify([store, id])),
  )
  const ofCode = ({ store, id }: FailedDecision): boolean => !asksAnother.has(JSON.stringify([store, id]))
  const cost = compareCost(pairs)
  const findings: Findings = {
    problems: [...evidenceProblems('base', base), ...evidenceProblems('head', head), ...sameRun(base, head)],
    newViolations: worstFirst([...failed('new'), ...unmade.fresh.map((row) => failedDecision(row))]).filter(
      ofCode,
    ),
    unsure: worstFirst(failed('unsure')).filter(ofCode),
    stillFailing: worstFirst([...failed('still'), ...unmade.still.map((row) => failedDecision(row))]),
    fixed: failures.flatMap(({ pair, finding }) =>
      finding.change === 'fixed' && pair.head !== undefined ? [nameOf(pair.head)] : [],
    ),
    changedBaselines: changedBaselines(pairs, base, head),
    addedBaselines: pairs.flatMap(({ base: one, head: other }) =>
      other !== undefined && isThere(other) && !(one !== undefined && isThere(one)) ? [nameOf(other)] : [],
    ),
    removedBaselines: headKnown
      ? gone.flatMap(({ base: one }) => (one === undefined ? [] : [nameOf(one)]))
      : [],
    movedBaselines: pairs.flatMap(({ base: one, head: other, moved }) =>
      moved && one !== undefined && other !== undefined
        ? [{ ...nameOf(other), from: { store: one.store, id: one.id } }]
        : [],
    ),
    lostCoverage: coverage.lost,
    notReplayed: coverage.notReplayed,
    withoutBaseline: withoutBaseline(was, is, head),
    policyChanges: policyFindings(pairs, base.report, head.report),
    modelChanges,
    samples: [...samples.values()],
    ...(typeof cost === 'object' ? { cost } : {}),
    costUnknown: cost === 'unknown',
    oldBaselines: oldBaselines(is.values(), head, budgets.maxBaselineAgeDays),
    base: sideOf(base, was),
    head: sideOf(head, is),
  }
  const reasons = gateReasons(findings, budgets)
  const outcome = outcomeOf(reasons)
  const { problems: _problems, unsure: _unsure, costUnknown: _costUnknown, ...lists } = findings
  return printableAll({
    format: GATE_FORMAT,
    outcome,
    exitCode: outcome === 'passed' ? 0 : outcome === 'failed' ? 1 : 3,
    verdict: verdictLine(outcome, reasons, findings),
    reasons,
    budgets,
    ...lists,
    notes: gateNotes(base, head, findings),
  })
}

function sampleLine({ base, head, p, answer }: GateResult['samples'][number]): string {
  const counts = `matched in ${head.passed} of ${head.total}, on the base in ${base.passed} of ${base.total}`
  const chance = `p = ${p < 0.001 ? '< 0.001' : p.toFixed(3)}`
  return answer === 'insufficient-sample'
    ? `${counts}: insufficient sample (${chance})`
    : `${counts} (${chance}${answer === 'worse' ? '' : ': not shown to be worse'})`
}

function sameRun({ report: base }: Evidence, { report: head }: Evidence): string[] {
  const same = base !== undefined && head !== undefined && JSON.stringify(base) === JSON.stringify(head)
  return same ? ['base and head are the report of one run: there is nothing to compare'] : []
}

function sideOf(
  { name, report, baselines }: Evidence,
  decisions: ReadonlyMap<string, GatedDecision>,
): GateSide {
  const all = [...decisions.values()]
  const replayed = all.filter(isReplayed)
  // A decision that is asserted not to hold neither holds nor fails.
  const held = replayed.filter(({ rows }) => rows.every(({ ok }) => ok) && rows.filter(isReplay).some(holds))
  const inverted = replayed.filter(({ rows }) => rows.every(isInverted))
  return {
    name,
    ...(report === undefined ? {} : { runner: report.runner, createdAt: report.createdAt }),
    ...(report?.commit === undefined ? {} : { commit: report.commit }),
    ...(baselines === undefined ? {} : { baselines: baselines.length }),
    ...(report === undefined ? {} : { replayed: replayed.length - inverted.length, held: held.length }),
  }
}

/** Assertions that found no recording, and decisions that had one on the base. */
function withoutBaseline(
  base: ReadonlyMap<string, GatedDecision>,
  head: ReadonlyMap<string, GatedDecision>,
  { report, baselines }: Evidence,
): string[] {
  const functionsOf = (side: ReadonlyMap<string, GatedDecision>): Set<string> =>
    new Set([...side.values()].filter(isThere).flatMap(({ functionName }) => functionName ?? []))
  const left = functionsOf(head)
  const missing = (report?.rows ?? []).filter(({ verdict, ok }) => verdict === 'missing' && !ok)
  return [
    ...new Set([
      ...(baselines === undefined ? [] : [...functionsOf(base)].filter((name) => !left.has(name))),
      ...missing.map(({ kind, id, test }) => (kind === 'not-made' ? (test ?? id) : id)),
    ]),
  ].sort()
}
