import { findDecision } from '../decision/registry.js'
import type { Redactor } from '../snapshot/redaction/redactor.js'
import { redactor, redactorOfCall } from '../snapshot/redaction/settings.js'

/** What is redacted of a decision known by its name; where it is not registered, what is redacted of all. */
export function redactorByName(functionName: string): Redactor {
  const definition = findDecision(functionName)
  return definition === undefined ? redactor() : redactorOfCall(definition)
}
