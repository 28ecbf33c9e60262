import { isReplayError } from '../errors.js'
import { policy, type PolicyViolation } from '../policy/index.js'
import { failedResult, judgedResult } from '../replay/conclude.js'
import type { ComparingMode, ReplayResult } from '../replay/types.js'
import { applyToOutputs } from './apply-to-outputs.js'
import type { PropertyProblem } from './apply-properties.js'
import { COMPARED } from './compared.js'
import type { Properties } from './options.js'

/** The name under which what is not as the properties say stands among the violations. */
const PROPERTIES = 'properties'
const UNNAMED = policy(PROPERTIES)

/**
 * Judges a result once more, by the properties. What they say must hold in any case, also of a new recording; what their
 * matchers accept may differ from what was recorded, and nothing else may.
 *
 * @returns the result as it is where its outcome was not compared.
 */
export async function heldToProperties(
  result: ReplayResult,
  properties: Properties | undefined,
  mode: ComparingMode = 'tolerant',
): Promise<ReplayResult> {
  const { acceptedVariant: _before, ...found } = result
  const { originalSnapshot: recorded, replayedSnapshot: replayed, verdict } = found
  if (properties === undefined || recorded === undefined || replayed === undefined) return result
  if (!COMPARED.includes(verdict)) return result
  try {
    const problems: PropertyProblem[] = []
    const compared = applyToOutputs(recorded, replayed, properties, problems)
    // By a policy what nobody named stands among the violations, beside what is not as the properties say.
    const by = problems.length === 0 ? undefined : UNNAMED
    const judged = await judgedResult(found, { recorded: compared, replayed }, mode, by)
    judged.warnings = [...new Set(judged.warnings)]
    if (problems.length === 0) return judged
    const violations = problems.map((problem) => violation(problem, recorded.id))
    const unnamed = judged.policyViolations.filter(
      (one) => !problems.some((problem) => isWithin(one, problem)),
    )
    const policyViolations = [...violations, ...unnamed]
    return { ...judged, verdict: 'violation', status: 'failed', policyViolations }
  } catch (error) {
    if (!isReplayError(error)) throw error
    return failedResult(found, error)
  }
}

/** Whether something is not as the properties say: then `-u` accepts nothing. */
export function breaksProperties({ policyViolations }: ReplayResult): boolean {
  return policyViolations.some(({ policy: name, kind }) => name === PROPERTIES && kind === 'rule-broken')
}

function isWithin({ field }: PolicyViolation, { field: place }: PropertyProblem): boolean {
  return field === place || field.startsWith(`${place}.`) || field.startsWith(`${place}[`)
}

function violation({ field, expected, actual }: PropertyProblem, snapshotId: string): PolicyViolation {
  return {
    ...{
      policy: PROPERTIES,
      ruleName: `properties: ${expected}`,
      comparator: 'exactMatch',
      kind: 'rule-broken',
    },
    ...{ field, expected, actual, message: `${field} is ${actual}`, snapshotId },
  }
}
