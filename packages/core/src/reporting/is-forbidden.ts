import type { PolicyViolation } from '../policy/index.js'
import type { Verdict } from '../replay/verdict.js'

/** Whether a rule forbids an outcome whatever was recorded: then nobody can accept it. */
export function isForbidden(
  verdict: Verdict,
  violations: readonly Pick<PolicyViolation, 'absolute'>[] = [],
): boolean {
  return verdict === 'violation' && violations.some(({ absolute }) => absolute === true)
}
