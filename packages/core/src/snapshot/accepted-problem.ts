import { ValueError } from '../errors.js'
import { LIMITS, raising } from '../limits.js'
import { isFields, isRecordedError } from './is-fact.js'

/**
 * Why a value cannot be the accepted outcomes of a snapshot; undefined where it can.
 *
 * @throws ValueError `LIMIT_EXCEEDED` for more of them than the limit `acceptedVariants`.
 */
export function acceptedProblem(accepted: unknown): string | undefined {
  if (!Array.isArray(accepted)) return '"accepted" is not a list of outcomes'
  if (accepted.length === 0) return '"accepted" is empty: leave it out'
  checkCount(accepted.length)
  const index = accepted.findIndex((outcome) => !isAcceptedOutcome(outcome))
  return index === -1 ? undefined : `"accepted[${index}]" is not one of its kind`
}

/** @throws ValueError `LIMIT_EXCEEDED` */
export function checkCount(count: number): void {
  if (count <= LIMITS.acceptedVariants) return
  throw new ValueError(
    'LIMIT_EXCEEDED',
    `A snapshot cannot have ${count} accepted variants. Remove some that are no longer needed, or write a policy that allows what they have in common. ${raising('acceptedVariants')}`,
  )
}

function isAcceptedOutcome(value: unknown): boolean {
  if (!isFields(value)) return false
  const { outputs, error, acceptedAt, note } = value
  return (
    Array.isArray(outputs) &&
    outputs.every((output) => isFields(output) && typeof output['name'] === 'string') &&
    (error === undefined ? outputs.length > 0 : isRecordedError(error) && outputs.length === 0) &&
    typeof acceptedAt === 'string' &&
    !Number.isNaN(Date.parse(acceptedAt)) &&
    (note === undefined || typeof note === 'string')
  )
}
