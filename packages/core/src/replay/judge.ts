import type { LocatedChange } from '../diff/diff-values.js'
import { locatedDiff } from '../diff/diff-snapshots.js'
import { evaluatePolicy, judgesNothing } from '../policy/evaluate.js'
import { ruleContext } from '../policy/rule-context.js'
import { whenAll } from '../when-all.js'
import type { FieldScore, ReplayPolicy } from '../policy/index.js'
import type { ScorerChoice } from '../similarity/scorer-choice.js'
import { tolerantlySame } from '../snapshot/tolerant.js'
import type { DecisionSnapshot } from '../snapshot/types.js'
import type { StopOptions } from './stopper.js'
import type { ComparingMode, ReplayResult } from './types.js'

/** What a comparison of two outcomes came to. */
export type Judgement = Pick<
  ReplayResult,
  'outputsMatch' | 'diff' | 'policyViolations' | 'unchecked' | 'warnings'
> & {
  readonly scores: FieldScore[]
  readonly verdict: 'match' | 'mismatch' | 'violation' | 'unchecked'
  readonly partial: boolean
  /** How far the outcome is from what it should be: violations, or changes where there is no policy. 0 for a match. */
  readonly distance: number
  /** How much the mode finds changed: tells apart what is as far. */
  readonly changed: number
}

/** What rules are judged with beside the two sides. */
export interface JudgingOptions {
  /** Scores texts where a rule names no scorer. */
  readonly scorer?: ScorerChoice | undefined
  /** How long checks of the policy may take. Default: as long as they like. */
  readonly stop?: StopOptions | undefined
}

export interface JudgeOptions extends JudgingOptions {
  readonly inputsAreGiven?: boolean | undefined
}

/** What the mode judges: the answer, and what it was asked. Cost and time are the business of rules. */
const JUDGED = new Set(['functionName', 'inputs', 'output', 'outputs', 'error'])

/**
 * Compares a replayed decision with its recording, by the mode and, where there is one, by the policy.
 *
 * @param options.inputsAreGiven the replay was made with other inputs on purpose: that is no change to be judged.
 * @returns a promise only where a check of the policy gives one.
 * @throws PolicyError `CHECK_FAILED`
 */
export function judge(
  recorded: DecisionSnapshot,
  replayed: DecisionSnapshot,
  mode: ComparingMode,
  policy: ReplayPolicy | undefined,
  { inputsAreGiven = false, scorer, stop }: JudgeOptions = {},
): Judgement | Promise<Judgement> {
  const located = locatedDiff(recorded, replayed, mode === 'tolerant' ? tolerantlySame : () => false)
  const { diff } = located
  const changes = located.changes.filter(
    ({ steps: [root] }) =>
      typeof root === 'string' && JUDGED.has(root) && !(inputsAreGiven && root === 'inputs'),
  )
  const outputsMatch = !diff.outputsChanged && !diff.errorChanged
  const partial = changes.length > 0 && someOutputsMatch(recorded, changes)
  // Written out, here and below: many are made, and spreading takes ten times as long.
  if (policy === undefined) {
    return {
      outputsMatch,
      diff,
      partial,
      distance: changes.length,
      changed: changes.length,
      verdict: changes.length > 0 ? 'mismatch' : 'match',
      unchecked: [],
      policyViolations: [],
      warnings: [],
      scores: [],
    }
  }
  const context = ruleContext({ scorer, signal: stop?.signal })
  const violations = evaluatePolicy(policy, recorded, replayed, changes, context)
  return whenAll([violations], ([policyViolations = []]) => {
    const distance = policyViolations.length
    const unchecked =
      distance === 0 && judgesNothing(policy, recorded, replayed)
        ? [`policy("${policy.name}") judges only() what its rules name, and found nothing of that here`]
        : []
    return {
      outputsMatch,
      diff,
      partial,
      distance,
      changed: changes.length,
      verdict: distance > 0 ? 'violation' : unchecked.length > 0 ? 'unchecked' : 'match',
      unchecked,
      policyViolations,
      warnings: [...new Set(context.warnings)],
      scores: context.scores.sort(byField),
    }
  })
}

/** Of several outputs, some changed and some did not. */
function someOutputsMatch({ outputs }: DecisionSnapshot, changes: readonly LocatedChange[]): boolean {
  const changed = new Set(
    changes.flatMap(({ steps: [root, name] }) =>
      root === 'output' ? outputs[0]?.name : root === 'outputs' ? name : [],
    ),
  )
  const count = outputs.filter(({ name }) => changed.has(name)).length
  return count > 0 && count < outputs.length
}

/** Scorers answer in any order. */
function byField(one: FieldScore, other: FieldScore): number {
  return one.field < other.field ? -1 : one.field > other.field ? 1 : 0
}
