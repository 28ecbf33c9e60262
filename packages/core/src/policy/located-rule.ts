import { covers, EACH, leadsTo, type Step } from '../snapshot/field-path.js'
import type { ReplayPolicy } from './policy.js'
import { ruleSteps, type ValidationRule } from './rule.js'
import { rulesFor } from './tag-override.js'

/** A rule and where it leads. */
export interface LocatedRule {
  readonly rule: ValidationRule
  readonly steps: readonly Step[]
}

/**
 * The rules for a decision with these tags.
 *
 * @throws UsageError `INVALID_POLICY` for a field that is no path.
 */
export function locateRules(policy: ReplayPolicy, tags: Readonly<Record<string, string>>): LocatedRule[] {
  return rulesFor(policy, tags).map((rule) => ({ rule, steps: ruleSteps(policy.name, rule.field) }))
}

/** Whether a rule names this place or something that holds it. */
export function rules(rule: LocatedRule, place: readonly Step[], firstOutput: string | undefined): boolean {
  return covers(rule.steps, inWordsOf(rule.steps, place, firstOutput))
}

/**
 * Places at or under a place of `rule` for which a more specific rule speaks, as paths from there: in
 * `exactMatch('output').ignore('output.requestId')` the second one does for the request id. An empty path means that
 * another rule speaks for the whole place. The longer path is the more specific one, and of two as long the one with
 * fewer `[*]`.
 */
export function exceptions(
  rule: LocatedRule,
  place: readonly Step[],
  all: readonly LocatedRule[],
  firstOutput: string | undefined,
): (readonly Step[])[] {
  return all
    .map((other) => inWordsOf(place, other.steps, firstOutput))
    .filter((steps) =>
      place.every((step, index) => index < steps.length && leadsTo(steps[index] as Step, step)),
    )
    .filter((steps) => steps.length > place.length || wildcards(steps) < wildcards(rule.steps))
    .map((steps) => steps.slice(place.length))
}

function wildcards(steps: readonly Step[]): number {
  return steps.filter((step) => step === EACH).length
}

/** `output` and `outputs.<first>` are one place: a path is put in the words that `rule` uses. */
function inWordsOf(
  rule: readonly Step[],
  path: readonly Step[],
  firstOutput: string | undefined,
): readonly Step[] {
  if (firstOutput === undefined) return path
  if (rule[0] === 'outputs' && path[0] === 'output') return ['outputs', firstOutput, ...path.slice(1)]
  if (rule[0] === 'output' && path[0] === 'outputs' && path[1] === firstOutput)
    return ['output', ...path.slice(2)]
  return path
}
