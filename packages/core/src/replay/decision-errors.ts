import { decisionNames } from '../decision/registry.js'
import { DecisionError } from '../errors.js'
import type { DecisionSnapshot } from '../snapshot/types.js'

/** `DECISION_NOT_REGISTERED`: nothing is there that could be run. */
export function notRegistered({ functionName }: DecisionSnapshot): DecisionError {
  const known = decisionNames()
  return new DecisionError(
    'DECISION_NOT_REGISTERED',
    `No decision named "${functionName}" is registered (known: ${known.join(', ') || 'none'}). Import the module that calls decision("${functionName}", …) before replaying, by its path alone where nothing of it is used: TypeScript drops an import of such names.`,
  )
}

/** @throws DecisionError `DECISION_CONFLICT` unless the decision that was called is the one that was recorded. */
export function checkSameDecision({ id, functionName }: DecisionSnapshot, called: string): void {
  if (called === functionName) return
  throw new DecisionError(
    'DECISION_CONFLICT',
    `"${id}" was recorded from decision "${functionName}", but "${called}" was called. Use another id, or delete the recording.`,
  )
}
