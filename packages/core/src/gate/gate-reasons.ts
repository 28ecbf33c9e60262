import type { GateBudgets } from '../config/gate-budgets.js'
import type { FailedDecision, GateReason, GateReasonCode, GateResult } from './gate-result.js'

/** All that was found, before it is judged. */
export type Findings = Omit<
  GateResult,
  'format' | 'outcome' | 'exitCode' | 'verdict' | 'reasons' | 'budgets' | 'notes'
> & {
  /** Of the evidence of both sides. */
  readonly problems: readonly string[]
  /** Decisions that fail, perhaps by chance. */
  readonly unsure: readonly FailedDecision[]
  /** Whether decisions call models, and it is not known what that costs. */
  readonly costUnknown: boolean
}

const VIOLATIONS: readonly GateReasonCode[] = [
  ...(['NEW_VIOLATIONS', 'REMOVED_BASELINES', 'LOOSENED_POLICIES'] as const),
  ...(['PASS_RATE', 'COST'] as const),
]

/** Broken evidence allows no verdict; beside whole evidence a violation is certain, whatever else cannot be said. */
export function outcomeOf(reasons: readonly GateReason[]): GateResult['outcome'] {
  const codes = new Set(reasons.map(({ code }) => code))
  if (codes.size === 0) return 'passed'
  if (codes.has('EVIDENCE')) return 'incomparable'
  return VIOLATIONS.some((code) => codes.has(code)) ? 'failed' : 'incomparable'
}

/** Why the gate does not let it pass, what weighs most first. */
export function gateReasons(findings: Findings, budgets: GateBudgets): GateReason[] {
  return [
    ...findings.problems.map((message): GateReason => ({ code: 'EVIDENCE', message })),
    ...JUDGES.flatMap((judge) => judge(findings, budgets)),
  ]
}

type Judge = (findings: Findings, budgets: GateBudgets) => GateReason[]

const reason = (code: GateReasonCode, message: string | false): GateReason[] =>
  message === false ? [] : [{ code, message }]

const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`

const JUDGES: readonly Judge[] = [
  ({ newViolations: found }, { maxNewViolations: most = 0 }) =>
    reason(
      'NEW_VIOLATIONS',
      found.length > most && counted(found.length, 'new violation') + (most > 0 ? ` (${most} allowed)` : ''),
    ),
  ({ removedBaselines: found }, { allowRemoved = false }) =>
    reason(
      'REMOVED_BASELINES',
      !allowRemoved && found.length > 0 && `${counted(found.length, 'baseline')} removed`,
    ),
  ({ policyChanges }, { allowLoosened = false }) => {
    const found = policyChanges.filter(({ move }) => move === 'loosened')
    return reason(
      'LOOSENED_POLICIES',
      !allowLoosened && found.length > 0 && `${counted(found.length, 'policy rule')} loosened`,
    )
  },
  ({ head: { replayed = 0, held = 0 } }, { minPassRate: least }) =>
    reason(
      'PASS_RATE',
      least !== undefined &&
        replayed > 0 &&
        held / replayed < least &&
        `${held} of ${replayed} decisions hold, at least ${percent(least)} must`,
    ),
  ({ cost, costUnknown }, { maxCostIncreasePercent: most }) => {
    if (most === undefined) return []
    if (costUnknown) return reason('COST_UNKNOWN', 'what the model calls cost is not known of every decision')
    if (cost === undefined || (cost.percent ?? Infinity) <= most) return []
    const rise = cost.percent === undefined ? '' : ` by ${cost.percent.toFixed(1)}%`
    const sums = `${amount(cost.before)} → ${amount(cost.after)}`
    return reason('COST', `${cost.unit === 'usd' ? 'cost' : 'tokens'} up${rise} (${sums}), ${most}% allowed`)
  },
  ({ lostCoverage: found }) =>
    reason('LOST_COVERAGE', found.length > 0 && `${counted(found.length, 'baseline')} no longer replayed`),
  ({ head: { replayed = 0 }, notReplayed, lostCoverage }, { minCoverage: least }) => {
    const there = replayed + notReplayed.length + lostCoverage.length
    return reason(
      'COVERAGE',
      least !== undefined &&
        there > 0 &&
        replayed / there < least &&
        `${replayed} of ${there} baselines were replayed, at least ${percent(least)} must be`,
    )
  },
  ({ policyChanges }, { allowLoosened = false }) => {
    const found = policyChanges.filter(({ move }) => move === 'changed')
    return reason(
      'CHANGED_POLICIES',
      !allowLoosened &&
        found.length > 0 &&
        `${counted(found.length, 'policy rule')} changed so that nobody can say whether more is allowed`,
    )
  },
  ({ modelChanges }, { allowModelChange = false }) => {
    // What the code asks now has no recording to be compared with, whatever is allowed.
    const found = modelChanges.filter(({ where }) => where === 'replay' || !allowModelChange)
    const decisions = new Set(found.map(({ store, id }) => JSON.stringify([store, id]))).size
    return reason(
      'MODEL_CHANGED',
      decisions > 0 && `${counted(decisions, 'decision')} of another model or other parameters: incomparable`,
    )
  },
  ({ unsure }) =>
    reason(
      'INSUFFICIENT_SAMPLE',
      unsure.length > 0 &&
        `${counted(unsure.length, 'decision fails', 'decisions fail')}, and the trials do not show that the change made ${unsure.length === 1 ? 'it' : 'them'} worse`,
    ),
]

function percent(share: number): string {
  return `${Number((share * 100).toFixed(2))}%`
}

function amount(value: number): string {
  return String(Number(value.toPrecision(6)))
}
