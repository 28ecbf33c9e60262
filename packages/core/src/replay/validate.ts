import type { DecisionDefinition } from '../decision/definition.js'
import { isReplayError, ValueError } from '../errors.js'
import { evaluateAbsolute, type AbsoluteEvaluation } from '../policy/evaluate-absolute.js'
import type { PolicyViolation, ReplayPolicy } from '../policy/index.js'
import { whenAll } from '../when-all.js'
import { contentHash } from '../snapshot/content-hash.js'
import { namedValue } from '../snapshot/data-type.js'
import type { DecisionSnapshot } from '../snapshot/types.js'
import { checksInTime } from './checks-in-time.js'
import { failedResult, unconcludedOf } from './conclude.js'
import { inputViolations } from './input-violations.js'
import type { StopOptions } from './stopper.js'
import type { ReplayResult } from './types.js'

/**
 * Checks a recording without calling anything: its content hash, the types of its values, the input schema of its
 * decision, and the rules of a policy that judge a value by itself. `outputsMatch` is null: nothing was compared.
 *
 * @param definition that of its decision, where it is registered.
 * @param stop how long schemas and checks may take.
 * @returns a promise only where a schema or a check of the policy gives one.
 */
export function validateSnapshot(
  recorded: DecisionSnapshot,
  definition: DecisionDefinition | undefined,
  policy: ReplayPolicy | undefined,
  stop: StopOptions,
): ReplayResult | Promise<ReplayResult> {
  const base = unconcludedOf(recorded)
  const problem = formatProblem(recorded)
  if (problem !== undefined) return failedResult(base, problem)
  const failed = (error: unknown): ReplayResult => {
    if (!isReplayError(error)) throw error
    return failedResult(base, error)
  }
  try {
    const evaluated = whenAll<unknown, ReplayResult>(
      [
        inputViolations(recorded, definition?.options.inputSchema),
        policy === undefined ? NO_POLICY : evaluateAbsolute(policy, recorded),
      ],
      ([inputs, rules]) =>
        validated(base, inputs as PolicyViolation[], withSchema(definition, rules as AbsoluteEvaluation)),
    )
    return evaluated instanceof Promise ? checksInTime(evaluated, stop).catch(failed) : evaluated
  } catch (error) {
    return failed(error)
  }
}

/** Without a policy there is no rule that was left out: the recording itself is what was asked about. */
const NO_POLICY: AbsoluteEvaluation = { violations: [], unchecked: [], checked: 1 }

/** Whether a decision that is not loaded has an input schema, nobody knows. */
function withSchema(
  definition: DecisionDefinition | undefined,
  rules: AbsoluteEvaluation,
): AbsoluteEvaluation {
  if (definition !== undefined) return rules
  return { ...rules, unchecked: ['inputSchema (the decision is not registered)', ...rules.unchecked] }
}

function validated(
  base: ReplayResult,
  inputs: PolicyViolation[],
  { violations, unchecked, checked }: AbsoluteEvaluation,
): ReplayResult {
  const policyViolations = [...inputs, ...violations]
  const isUnchecked = unchecked.length > 0 || checked === 0
  const verdict = policyViolations.length > 0 ? 'violation' : isUnchecked ? 'unchecked' : 'match'
  return {
    ...base,
    verdict,
    status: verdict === 'match' ? 'success' : 'failed',
    policyViolations,
    unchecked,
  }
}

function formatProblem(recorded: DecisionSnapshot): ValueError | undefined {
  const why =
    contentHash(recorded) === recorded.contentHash
      ? wrongType(recorded)
      : 'its content hash does not fit its content: it was edited by hand'
  if (why === undefined) return undefined
  return new ValueError('INVALID_SNAPSHOT', `"${recorded.id}" is not as it was recorded: ${why}.`)
}

/** Other systems have names of their own for the types of values. */
function wrongType({ inputs, outputs, accepted = [], origin }: DecisionSnapshot): string | undefined {
  if (origin !== undefined) return undefined
  for (const { name, value, dataType } of [
    ...inputs,
    ...outputs,
    ...accepted.flatMap((variant) => variant.outputs),
  ]) {
    const found = namedValue(name, value, name).dataType
    if (found !== dataType) return `${name} is of type ${found}, not ${dataType} as it says`
  }
  return undefined
}
