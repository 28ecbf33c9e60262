import { UsageError } from '../errors.js'
import { parsePath, type Step } from '../snapshot/field-path.js'

/** The checks a rule can make. `ignore` makes none. */
export type Comparator = 'exactMatch' | 'ignore'

/** One rule of a policy: what may happen to a field. */
export interface ValidationRule {
  readonly field: string
  readonly comparator: Comparator
}

/** What a path can begin with. */
export const FIELD_ROOTS = [
  'output',
  'outputs',
  'inputs',
  'error',
  'executionTimeMs',
  'ownTimeMs',
  'usage',
  'modelParameters',
  'functionName',
] as const

const PROTOTYPE_NAMES: ReadonlySet<Step> = new Set(['__proto__', 'prototype', 'constructor'])

/**
 * The steps of a rule's field.
 *
 * @throws UsageError `INVALID_POLICY` naming the policy and the field.
 */
export function ruleSteps(policy: string, field: unknown): Step[] {
  const steps = typeof field === 'string' ? parsePath(field) : undefined
  const [root] = steps ?? []
  if (steps === undefined) {
    throw invalid(
      policy,
      field,
      'it is not a path. Write for example output.label, output.items[0].price or output["a.b"]',
    )
  }
  if (!FIELD_ROOTS.some((known) => known === root)) {
    throw invalid(policy, field, `a field begins with one of ${FIELD_ROOTS.join(', ')}`)
  }
  if (steps.some((step) => PROTOTYPE_NAMES.has(step))) {
    throw invalid(policy, field, 'it names a prototype, not recorded data')
  }
  return steps
}

function invalid(policy: string, field: unknown, why: string): UsageError {
  return new UsageError(
    'INVALID_POLICY',
    `policy("${policy}"): the field ${JSON.stringify(field)} cannot be used: ${why}.`,
  )
}
