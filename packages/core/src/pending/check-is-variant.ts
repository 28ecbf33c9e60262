import { UsageError } from '../errors.js'
import { canonicalText } from '../snapshot/canonical.js'
import type { DecisionSnapshot, Input } from '../snapshot/types.js'
import type { PendingChange } from './pending-change.js'

/**
 * Checks that a change is another answer to the question that was recorded.
 *
 * @throws UsageError `INVALID_OPTION` where it was called with other inputs, or its outcome is the recorded one.
 */
export function checkIsVariant(recorded: DecisionSnapshot, { id, verdict, snapshot }: PendingChange): void {
  const why = !['mismatch', 'violation'].includes(verdict)
    ? `it came to ${verdict}, which is about its contacts with the world and not about its outcome`
    : textOf(recorded.inputs) !== textOf(snapshot.inputs) && 'it was called with other inputs'
  if (why === false) return
  throw new UsageError(
    'INVALID_OPTION',
    `The change of ${JSON.stringify(id)} can be no variant: ${why}. Accept it as the new recording, or reject it.`,
  )
}

function textOf(inputs: readonly Input[]): string {
  return canonicalText(inputs.map(({ name, value }) => [name, value]))
}
