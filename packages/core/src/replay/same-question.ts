import { UsageError } from '../errors.js'
import { canonicalText } from '../snapshot/canonical.js'
import type { DecisionSnapshot } from '../snapshot/types.js'

/**
 * Checks that a snapshot of another call answers what the recording was asked. The model may be another one.
 *
 * @throws UsageError `DECISION_CONFLICT` where it is of another decision; `INVALID_OPTION` where it had other inputs.
 */
export function checkSameQuestion(recorded: DecisionSnapshot, given: DecisionSnapshot): void {
  const refusal = `No variant of "${recorded.id}" was accepted: "${given.id}" is`
  if (given.functionName !== recorded.functionName) {
    throw new UsageError(
      'DECISION_CONFLICT',
      `${refusal} a snapshot of "${given.functionName}", and the recording is of "${recorded.functionName}".`,
    )
  }
  if (inputsOf(given) === inputsOf(recorded)) return
  throw new UsageError('INVALID_OPTION', `${refusal} a call with other inputs, which is no answer to these.`)
}

function inputsOf({ inputs }: DecisionSnapshot): string {
  return canonicalText(
    inputs.map(({ name, value }) => [name, value]),
    'inputs',
  )
}
