import type { PolicyViolation } from '../policy/index.js'
import { checkSchema } from '../policy/comparators/matches-schema.js'
import type { StandardSchema } from '../standard-schema.js'
import { encode } from '../snapshot/encode.js'
import type { DecisionSnapshot } from '../snapshot/types.js'
import { whenAll } from '../when-all.js'

/**
 * What the input schema of a decision says of recorded inputs: of the one input, or of an object of several by name.
 *
 * @throws PolicyError `CHECK_FAILED` when the schema throws.
 */
export function inputViolations(
  { id, inputs }: DecisionSnapshot,
  schema: StandardSchema | undefined,
): PolicyViolation[] | Promise<PolicyViolation[]> {
  if (schema === undefined) return []
  const [only, ...more] = inputs
  const single = only !== undefined && more.length === 0
  const value = single ? only.value : Object.fromEntries(inputs.map((input) => [input.name, input.value]))
  const field = single ? `inputs.${only.name}` : 'inputs'
  return whenAll([checkSchema('inputSchema', schema, encode(value, field))], ([finding]) => {
    if (finding === undefined) return []
    return [
      {
        policy: 'inputSchema',
        ruleName: 'inputSchema',
        comparator: 'matchesSchema' as const,
        kind: 'rule-broken' as const,
        field,
        ...finding,
        message: `${field} ${finding.message}`,
        snapshotId: id,
      },
    ]
  })
}
