import { inspect } from 'node:util'
import { UsageError } from '../errors.js'
import { isPolicy } from './is-policy.js'
import type { ReplayPolicy } from './policy.js'

/**
 * Settings as they may be spread. A number would be spread to nothing, and a limit that was meant would not hold.
 *
 * @throws UsageError `INVALID_POLICY`
 */
export function settingsOf<T>(policy: string, settings: T): T {
  if (settings === undefined || (typeof settings === 'object' && settings !== null)) return settings
  throw refusal(
    policy,
    `the settings of a rule are an object, such as { floor: 5 } or { minSimilarity: 0.8 }, not ${inspect(settings)}.`,
  )
}

/** @throws UsageError `INVALID_POLICY` */
export function checkTags(policy: string, tags: unknown): void {
  const texts = typeof tags === 'object' && tags !== null ? Object.values(tags) : []
  if (texts.length > 0 && texts.every((tag) => typeof tag === 'string')) return
  throw refusal(policy, 'forTags() takes at least one tag, texts by name.')
}

/**
 * The policy that a change of `forTags` gives. An override holds rules and nothing else: what it could not keep is refused.
 *
 * @throws UsageError `INVALID_POLICY`
 */
export function changedBy<P extends ReplayPolicy<never>>(change: (policy: P) => P, empty: P): P {
  const changed: unknown = typeof change === 'function' ? change(empty) : undefined
  if (!isPolicy(changed) || !Array.isArray(changed.overrides)) {
    throw refusal(
      empty.name,
      'forTags(tags, change) takes a function that gives the policy it is given, with rules.',
    )
  }
  if (changed.overrides.length > 0) {
    throw refusal(empty.name, 'forTags() cannot stand in forTags(): name all the tags at once.')
  }
  if (changed.unlisted === 'dropped') {
    throw refusal(empty.name, 'only() is for the whole policy, not for decisions with certain tags.')
  }
  return changed as unknown as P
}

/** @throws UsageError `INVALID_POLICY` */
export function checkOther(policy: string, other: unknown): void {
  if (isPolicy(other) && Array.isArray(other.overrides)) return
  throw refusal(policy, 'extend() takes a policy. policy.fromJSON(data) makes one of data.')
}

function refusal(policy: string, why: string): UsageError {
  return new UsageError('INVALID_POLICY', `policy(${JSON.stringify(policy)}): ${why}`)
}
