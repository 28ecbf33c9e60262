import { fromBody } from '../../src/effects/http/body.js'
import type { DecisionSnapshot } from '../../src/index.js'

/** The body of the one answer that a recording holds. */
export function recordedBytes({ effects: [effect] }: DecisionSnapshot): Buffer {
  const chunks = effect?.kind === 'http' ? effect.response?.chunks : undefined
  return Buffer.concat((chunks ?? []).map(fromBody))
}
