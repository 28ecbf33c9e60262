import { fromBody, toBody } from '../../src/effects/http/body.js'
import { redactBody } from '../../src/effects/http/redact-body.js'
import type { DecisionSnapshot } from '../../src/index.js'
import { redactor } from '../../src/snapshot/redaction/settings.js'

/** The body of the one answer that a recording holds. */
export function recordedBytes({ effects: [effect] }: DecisionSnapshot): Buffer {
  const chunks = effect?.kind === 'http' ? effect.response?.chunks : undefined
  return Buffer.concat((chunks ?? []).map(fromBody))
}

/** What a recording has to hold of an answer. A few of the real ones hold passwords, of WebRTC. */
export function lessSecrets(answer: Buffer): Buffer {
  return fromBody(redactBody(toBody(answer), redactor()))
}
