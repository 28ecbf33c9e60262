import { EACH, formatPath, type Step } from '../snapshot/field-path.js'
import type { JsonValue } from '../snapshot/types.js'
import { comparatorOf } from './comparators/index.js'
import type { Comparison, Finding } from './comparators/comparison.js'
import { placesAt } from './field-view.js'
import type { LocatedRule } from './located-rule.js'
import type { RuleContext } from './rule-context.js'
import type { PolicyViolation } from './violation.js'
import { beginEach, whenAll } from '../when-all.js'
import { without } from './without.js'

/** Both sides as paths see them. */
export interface Views {
  readonly recorded: JsonValue
  readonly replayed: JsonValue
}

/** What every violation of one policy in one replay has in common. */
export type ViolationBase = Pick<PolicyViolation, 'policy' | 'snapshotId'>

/**
 * Judges the places that one rule leads to.
 *
 * @param exceptionsAt paths from such a place for which other rules speak.
 * @returns a promise only where a check gives one.
 * @throws PolicyError `CHECK_FAILED` when code of the user's throws.
 */
export function evaluateRule(
  { rule, steps }: LocatedRule,
  exceptionsAt: (place: readonly Step[]) => (readonly Step[])[],
  views: Views,
  base: ViolationBase,
  context: RuleContext,
): PolicyViolation[] | Promise<PolicyViolation[]> {
  const { comparator, field } = rule
  if (comparator === 'ignore') return []
  const shared = { ...base, ruleName: `${comparator}(${field})`, comparator }
  const places = comparisons(views, steps)
  if (places.size === 0) return isOfEmptyLists(views, steps) ? [] : [{ ...shared, ...unresolved(field) }]
  const comparing = comparatorOf(rule)
  const absolute = comparing.isAbsolute(rule) ? ({ absolute: true } as const) : undefined
  const findings = beginEach(places.values(), ({ at, ...sides }) => {
    const exceptions = exceptionsAt(at)
    if (exceptions.some(isWhole)) return []
    const finding = comparing.compare(reduced(sides, exceptions), rule, { ...context, place: at })
    return whenAll([finding], ([found]) => (found === undefined ? [] : [broken(at, found)]))
  })
  return whenAll(findings, (found) => found.flat())

  function broken(place: readonly Step[], { at = [], ...finding }: Finding): PolicyViolation {
    const where = formatPath([...place, ...at])
    return {
      ...shared,
      kind: 'rule-broken',
      ...absolute,
      field: where,
      ...finding,
      message: `${where} ${finding.message}`,
    }
  }
}

/** How many places a rule judges: those that both rules and recordings leave to it. */
export function countPlaces(
  { rule, steps }: LocatedRule,
  exceptionsAt: (place: readonly Step[]) => (readonly Step[])[],
  views: Views,
): number {
  if (rule.comparator === 'ignore') return 0
  return [...comparisons(views, steps).values()].filter(({ at }) => !exceptionsAt(at).some(isWhole)).length
}

/** An exception for all of a place. */
function isWhole(path: readonly Step[]): boolean {
  return path.length === 0
}

interface ComparedPlace extends Partial<Views> {
  readonly at: readonly Step[]
}

function comparisons(views: Views, steps: readonly Step[]): Map<string, ComparedPlace> {
  const places = new Map<string, ComparedPlace>()
  for (const side of ['recorded', 'replayed'] as const) {
    for (const { steps: at, value } of placesAt(views[side], steps)) {
      const field = formatPath(at)
      places.set(field, { ...places.get(field), at, [side]: value })
    }
  }
  return places
}

function reduced(
  { recorded, replayed }: Partial<Views>,
  exceptions: readonly (readonly Step[])[],
): Comparison {
  return {
    recorded: recorded === undefined ? undefined : without(recorded, exceptions),
    replayed: replayed === undefined ? undefined : without(replayed, exceptions),
  }
}

/** Whether a rule for each element found lists, on both sides, and nothing in them. */
function isOfEmptyLists(views: Views, steps: readonly Step[]): boolean {
  const each = steps.indexOf(EACH)
  if (each === -1) return false
  return [views.recorded, views.replayed].every((view) => {
    const lists = placesAt(view, steps.slice(0, each))
    return lists.length > 0 && lists.every(({ value }) => isEmpty(value))
  })
}

function isEmpty(value: JsonValue): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0
}

function unresolved(
  field: string,
): Pick<PolicyViolation, 'kind' | 'field' | 'expected' | 'actual' | 'message'> {
  return {
    kind: 'unresolved-field',
    field,
    expected: 'a value',
    actual: 'absent',
    message: `${field} is neither in the recording nor in the replayed outcome; check its spelling`,
  }
}
