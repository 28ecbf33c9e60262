import { types } from 'node:util'
import { UsageError } from '../errors.js'
import { copyOf } from '../snapshot/copy.js'
import { holdsMatcher } from './asymmetric.js'
import { checkRule } from './check-rule.js'
import type { PolicyData } from './data/policy-data.js'
import { policyToJson } from './data/policy-to-json.js'
import { changedBy, checkOther, checkTags, settingsOf } from './forms.js'
import type { Check, SimilarityRule, ValidationRule } from './rule.js'
import type { StandardSchema } from '../standard-schema.js'
import { replacing, type TagOverride } from './tag-override.js'

/** What happens to a changed field that no rule names: the mode judges it, or nobody does. */
export type UnlistedFields = 'judged' | 'dropped'

/**
 * Named rules saying which changes of a decision are allowed. A policy never changes: every method gives a new one.
 *
 * Fields are paths into a snapshot: `output` (the only or first output), `output.label`, `outputs.<name>`,
 * `inputs.<name>`, `error.message`, `usage.totalTokens`, `executionTimeMs`, `items[0]`, `items[*].price`, `['a.b']`.
 * A field that a rule names is judged by its rules, all of them; every other one by the mode.
 *
 * Every method throws UsageError `INVALID_POLICY` for an unusable field or setting.
 *
 * @typeParam Field the fields that may be named; any text, unless the policy was begun for a decision.
 */
export class ReplayPolicy<Field extends string = string> {
  readonly name: string
  readonly rules: readonly ValidationRule[]
  readonly unlisted: UnlistedFields
  /** Rules of their own for decisions with certain tags; see {@link ReplayPolicy.forTags}. */
  readonly overrides: readonly TagOverride[]

  /** Use {@link policy} to make one. */
  constructor(
    name: string,
    rules: readonly ValidationRule[] = [],
    unlisted: UnlistedFields = 'judged',
    overrides: readonly TagOverride[] = [],
  ) {
    if (typeof name !== 'string' || name.trim() === '') {
      throw new UsageError(
        'INVALID_POLICY',
        'policy(name): the name must be a text that says what the policy is for.',
      )
    }
    this.name = name
    this.rules = Object.freeze([...rules])
    this.unlisted = unlisted
    this.overrides = Object.freeze([...overrides])
  }

  /**
   * The field must have the same canonical value on both sides, whatever the mode.
   *
   * @param expected the replayed value must be this one instead: plain data, a matcher of the runner such as
   * `expect.stringMatching(/^req_/)`, or data with matchers in it.
   */
  exactMatch(field: Field, expected?: unknown): ReplayPolicy<Field> {
    return this.addRule({ field, comparator: 'exactMatch', ...(expected === undefined ? {} : { expected }) })
  }

  /**
   * The number may rise by `percent` of its recorded amount, whatever its sign: a ≤ r + max(floor, percent% of |r|).
   * From 0 it may rise by `floor` only.
   *
   * @param percent 0 or more.
   * @param options.floor in the unit of the field, 0 or more. Default 0.
   */
  maxIncreasePercent(field: Field, percent: number, options: { floor?: number } = {}): ReplayPolicy<Field> {
    return this.addRule({
      field,
      comparator: 'maxIncreasePercent',
      percent,
      ...settingsOf(this.name, options),
    })
  }

  /** The number may fall by `percent` of its recorded amount: a ≥ r − max(floor, percent% of |r|). */
  maxDecreasePercent(field: Field, percent: number, options: { floor?: number } = {}): ReplayPolicy<Field> {
    return this.addRule({
      field,
      comparator: 'maxDecreasePercent',
      percent,
      ...settingsOf(this.name, options),
    })
  }

  /** The number lies between `min` and `max`, whatever was recorded, or within `delta` of what was. Bounds included. */
  withinRange(
    field: Field,
    range: { min: number; max?: number } | { max: number } | { delta: number },
  ): ReplayPolicy<Field> {
    return this.addRule({ field, comparator: 'withinRange', ...settingsOf(this.name, range) })
  }

  /** The replayed value is valid by a schema of zod, valibot, arktype or another Standard Schema library. */
  matchesSchema(field: Field, schema: StandardSchema): ReplayPolicy<Field> {
    return this.addRule({ field, comparator: 'matchesSchema', schema })
  }

  /**
   * The replayed value is a text in which the pattern is found. It is run by RE2, in linear time; lookaround and back
   * references are refused.
   *
   * @param pattern of a regular expression its source and its flags i, m and s count.
   */
  matches(field: Field, pattern: string | RegExp): ReplayPolicy<Field> {
    if (!types.isRegExp(pattern)) return this.addRule({ field, comparator: 'matches', pattern })
    // g and y say where to begin, d and u how to read: none of them changes whether there is a match. Nor does v, but for
    // operations on classes, which RE2 would read as something else: with these it stays, and is refused.
    const idle = /&&|--|\\q\{/.test(pattern.source) ? /[dguy]/g : /[dguvy]/g
    const flags = pattern.flags.replaceAll(idle, '')
    return this.addRule({
      field,
      comparator: 'matches',
      pattern: pattern.source,
      ...(flags === '' ? {} : { flags }),
    })
  }

  /**
   * Texts in the field mean the same as the recorded ones: each scores at least `minSimilarity` and does not contradict
   * its counterpart. Objects and lists are compared leaf by leaf; labels, numbers, ids and code are compared exactly.
   *
   * @param options.minSimilarity 0 to 1. Default: that of the scorer.
   * @param options.scorer default: that of the engine, else of the process, else `local`.
   * @param options.guard whether contradictions are looked for (numbers, negation, names, what only one side says …), or
   * by which rules. Default true.
   */
  semanticSimilarity(
    field: Field,
    options: Pick<SimilarityRule, 'minSimilarity' | 'scorer' | 'guard'> = {},
  ): ReplayPolicy<Field> {
    return this.addRule({ field, comparator: 'semanticSimilarity', ...settingsOf(this.name, options) })
  }

  /**
   * The check gives true for the replayed value. A check that throws, or gives anything but true or false, makes the
   * verdict `error`.
   */
  satisfies(field: Field, check: Check): ReplayPolicy<Field> {
    return this.addRule({ field, comparator: 'satisfies', check })
  }

  /** Whatever happens to the field is allowed. */
  ignore(field: Field): ReplayPolicy<Field> {
    return this.addRule({ field, comparator: 'ignore' })
  }

  /** Adds a rule as data, after the others. */
  addRule(rule: ValidationRule): ReplayPolicy<Field> {
    checkRule(this.name, rule)
    const rules = [...this.rules, Object.freeze(keptRule(rule))]
    return new ReplayPolicy(this.name, rules, this.unlisted, this.overrides)
  }

  /**
   * Rules of their own for decisions with all of these tags. They take the place of the policy's rules for the same
   * fields; the other rules stay. Where several fit, the later one wins.
   *
   * @param change adds the rules to an empty policy.
   */
  forTags(
    tags: Readonly<Record<string, string>>,
    change: (policy: ReplayPolicy<Field>) => ReplayPolicy<Field>,
  ): ReplayPolicy<Field> {
    checkTags(this.name, tags)
    const { rules } = changedBy(change, new ReplayPolicy<Field>(this.name))
    const override = Object.freeze({ tags: Object.freeze({ ...tags }), rules })
    return new ReplayPolicy(this.name, this.rules, this.unlisted, [...this.overrides, override])
  }

  /**
   * This policy with the rules of another in the place of its own for the same fields, and the other's rules for tags
   * after its own. It keeps its name. Where one of the two judges {@link only} what rules name, so does the result.
   */
  extend(other: ReplayPolicy): ReplayPolicy<Field> {
    checkOther(this.name, other)
    return new ReplayPolicy(
      this.name,
      replacing(this.rules, other.rules),
      other.unlisted === 'dropped' ? 'dropped' : this.unlisted,
      [...this.overrides, ...other.overrides],
    )
  }

  /** Judges the fields that rules name and nothing else. */
  only(): ReplayPolicy<Field> {
    return new ReplayPolicy(this.name, this.rules, 'dropped', this.overrides)
  }

  /** As plain data: JSON.stringify(policy) works. What is code is named by a digest. */
  toJSON(): PolicyData {
    return policyToJson(this)
  }
}

/** What is expected stays as it was said, whatever becomes of the object that said it. Matchers are code, and stay the same. */
function keptRule(rule: ValidationRule): ValidationRule {
  if (rule.comparator !== 'exactMatch' || rule.expected === undefined || holdsMatcher(rule.expected)) {
    return { ...rule }
  }
  return { ...rule, expected: copyOf(rule.expected, 'expected') }
}
