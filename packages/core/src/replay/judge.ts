import type { LocatedChange } from '../diff/diff-values.js'
import { listedDiff, locatedDiff } from '../diff/diff-snapshots.js'
import { evaluatePolicy, judgesNothing } from '../policy/evaluate.js'
import { whenAll } from '../when-all.js'
import type { ReplayPolicy } from '../policy/index.js'
import { tolerantlySame } from '../snapshot/tolerant.js'
import type { DecisionSnapshot } from '../snapshot/types.js'
import type { ComparingMode, ReplayResult } from './types.js'

/** What a comparison of two outcomes came to. */
export type Judgement = Pick<ReplayResult, 'outputsMatch' | 'diff' | 'policyViolations'> & {
  readonly verdict: 'match' | 'mismatch' | 'violation' | 'unchecked'
  readonly unchecked: string[]
  readonly partial: boolean
  /** How far the outcome is from what it should be: violations, or changes where there is no policy. 0 for a match. */
  readonly distance: number
}

/** What the mode judges: the answer, and what it was asked. Cost and time are the business of rules. */
const JUDGED = new Set(['functionName', 'inputs', 'output', 'outputs', 'error'])

/**
 * Compares a replayed decision with its recording, by the mode and, where there is one, by the policy.
 *
 * @param inputsAreGiven the replay was made with other inputs on purpose: that is no change to be judged.
 * @returns a promise only where a check of the policy gives one.
 * @throws PolicyError `CHECK_FAILED`
 */
export function judge(
  recorded: DecisionSnapshot,
  replayed: DecisionSnapshot,
  mode: ComparingMode,
  policy: ReplayPolicy | undefined,
  inputsAreGiven = false,
): Judgement | Promise<Judgement> {
  const located = locatedDiff(recorded, replayed, mode === 'tolerant' ? tolerantlySame : () => false)
  const changes = located.changes.filter(
    ({ steps: [root] }) =>
      typeof root === 'string' && JUDGED.has(root) && !(inputsAreGiven && root === 'inputs'),
  )
  const violations = policy === undefined ? [] : evaluatePolicy(policy, recorded, replayed, changes)
  return whenAll([violations], ([policyViolations = []]) => {
    const distance = policy === undefined ? changes.length : policyViolations.length
    const unchecked =
      distance === 0 && policy !== undefined && judgesNothing(policy, recorded, replayed)
        ? [`policy("${policy.name}") judges only() what its rules name, and found nothing of that here`]
        : []
    const failed = policy === undefined ? 'mismatch' : 'violation'
    return {
      distance,
      verdict: distance > 0 ? failed : unchecked.length > 0 ? 'unchecked' : 'match',
      unchecked,
      outputsMatch: !located.flags.outputsChanged && !located.flags.errorChanged,
      diff: listedDiff(located),
      policyViolations,
      partial: someOutputsMatch(recorded, changes),
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
