import type { Redactor } from './redactor.js'

/**
 * Redacts what belongs together: a secret that is known by its name only further on is taken out of what came before
 * it too.
 */
export function withAllKnown<T>(redactor: Redactor, redact: () => T): T {
  const before = redactor.known?.()
  const redacted = redact()
  return redactor.known?.() === before ? redacted : redact()
}
