import { isAsRecorded } from '../snapshot/build.js'
import { recordedWaiting, unconcludedOf } from './conclude.js'
import type { Execution } from './execute.js'
import type { Prepared } from './prepared.js'
import type { ReplayResult } from './types.js'

/**
 * The quick yes where nobody sees more of a result than the counts: a match, without the snapshot of the replay and
 * without a comparison field by field, which would take 1 of 26 µs. Its no is not the last word.
 */
export function countedMatch(
  { recorded, definition, lent }: Prepared,
  { outcome, failure, misses, escapes, redactor, ownTimeMs }: Execution,
): ReplayResult | undefined {
  if (lent === undefined || !isPlain(recorded) || definition.options.modelParameters !== undefined)
    return undefined
  // One that was stopped has no outcome.
  if (outcome === undefined || 'thrown' in outcome || failure !== undefined) return undefined
  if (misses.length + escapes.length > 0) return undefined
  if (!isAsRecorded(definition, outcome.value, redactor, recorded)) return undefined
  const result = unconcludedOf(recorded)
  result.verdict = 'match'
  result.status = 'success'
  result.outputsMatch = true
  result.executionTimeMs = ownTimeMs + recordedWaiting(recorded)
  return result
}

/** Whether there is nothing in a recording that a replay could leave out, or that has to be encoded to be compared. */
function isPlain({ effects, error, moduleName, modelParameters }: Prepared['recorded']): boolean {
  return (
    effects.length === 0 && error === undefined && moduleName === undefined && modelParameters === undefined
  )
}
