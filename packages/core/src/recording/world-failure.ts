import type { DecisionSnapshot } from '../snapshot/types.js'
import { describeFailedEffect, failedEffects } from './failed-effects.js'

/**
 * What became of a call whose decision threw because the world failed it, in a few words; undefined for every other
 * call. A throw after a failed contact says nothing of the decision: the same code throws nothing tomorrow.
 */
export function worldFailure(snapshot: DecisionSnapshot): string | undefined {
  const failed = new Set(failedEffects(snapshot).map(describeFailedEffect))
  if (snapshot.error === undefined || failed.size === 0) return undefined
  const { name, message } = snapshot.error
  return `the decision threw ${name}: ${message} after ${[...failed].join(', ')}`
}
