import { UsageError } from '../errors.js'
import { parsePath, type Step } from '../snapshot/field-path.js'
import type { GuardRule } from '../similarity/guard/guard-rules.js'
import type { ScorerChoice } from '../similarity/scorer-choice.js'
import type { StandardSchema } from '../standard-schema.js'

/** What every rule has. */
interface FieldRule {
  /** Path to the field that the rule judges. */
  readonly field: string
}

/** The field stays as recorded, or has the `expected` value: a plain one, or a matcher such as `expect.any(String)`. */
export interface ExactMatchRule extends FieldRule {
  readonly comparator: 'exactMatch'
  readonly expected?: unknown
}

/** A number may rise, or fall, by so many percent of its recorded amount, and by `floor` in any case. */
export interface PercentRule<C extends PercentComparator = PercentComparator> extends FieldRule {
  readonly comparator: C
  /** 0 or more. */
  readonly percent: number
  /** In the unit of the field, 0 or more. Default 0. */
  readonly floor?: number
}

type PercentComparator = 'maxIncreasePercent' | 'maxDecreasePercent'

/** A number lies between bounds, or within `delta` of the recorded one. All of them inclusive. */
export interface RangeRule extends FieldRule {
  readonly comparator: 'withinRange'
  readonly min?: number
  readonly max?: number
  readonly delta?: number
}

/** The value passes a schema of any library that implements Standard Schema. */
export interface SchemaRule extends FieldRule {
  readonly comparator: 'matchesSchema'
  readonly schema: StandardSchema
}

/** A text holds a match of a regular expression in RE2 syntax, which runs in linear time. */
export interface PatternRule extends FieldRule {
  readonly comparator: 'matches'
  readonly pattern: string
  /** Any of `i`, `m`, `s`. */
  readonly flags?: string
}

/** Texts mean the same: they score at least `minSimilarity`, and the guard finds no contradiction. */
export interface SimilarityRule extends FieldRule {
  readonly comparator: 'semanticSimilarity'
  /** 0 to 1. Default: that of the scorer. */
  readonly minSimilarity?: number
  /** Default: that of the engine, else of the process, else `local`. */
  readonly scorer?: ScorerChoice
  /** False: no contradictions are looked for. A list: only those of these rules. Default true. */
  readonly guard?: boolean | readonly GuardRule[]
}

/** The user's own check. */
export interface CheckRule extends FieldRule {
  readonly comparator: 'satisfies'
  readonly check: Check
}

/** True when the replayed value is acceptable. A side that lacks the field is undefined. */
export type Check = (replayed: unknown, recorded: unknown) => boolean | PromiseLike<boolean>

/** Whatever happens to the field is allowed. */
export interface IgnoreRule extends FieldRule {
  readonly comparator: 'ignore'
}

/** One rule of a policy: what may happen to a field. */
export type ValidationRule =
  | ExactMatchRule
  | PercentRule<'maxIncreasePercent'>
  | PercentRule<'maxDecreasePercent'>
  | RangeRule
  | SchemaRule
  | PatternRule
  | SimilarityRule
  | CheckRule
  | IgnoreRule

/** The checks a rule can make. `ignore` makes none. */
export type Comparator = ValidationRule['comparator']

/** The rules of one comparator. */
export type RuleOf<C extends Comparator> = Extract<ValidationRule, { readonly comparator: C }>

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
 * All that a field can be. `policy.schema.json` says it in the same words, so that an editor and this package agree: the
 * root stands as it is, and nothing but quotes and backslashes is escaped.
 */
export const FIELD =
  /^(?:output|outputs|inputs|error|executionTimeMs|ownTimeMs|usage|modelParameters|functionName)(?:\.(?!(?:__proto__|prototype|constructor)(?![\p{L}\p{N}_$\-]))[\p{L}_$][\p{L}\p{N}_$\-]*|\[\d+\]|\[\*\]|\['(?!(?:__proto__|prototype|constructor)')(?:[^'\\]|\\['"\\])*'\]|\["(?!(?:__proto__|prototype|constructor)")(?:[^"\\]|\\['"\\])*"\])*$/u

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
  if (!FIELD.test(field as string)) {
    throw invalid(
      policy,
      field,
      'it is not written as usual. Write for example output.label or output["a.b"]',
    )
  }
  return steps
}

function invalid(policy: string, field: unknown, why: string): UsageError {
  return new UsageError(
    'INVALID_POLICY',
    `policy(${JSON.stringify(policy)}): the field ${JSON.stringify(field)} cannot be used: ${why}.`,
  )
}
