import type { Body, DecisionSnapshot } from '../../src/index.js'

/** The body of the one answer that a recording holds. */
export function recordedBytes({ effects: [effect] }: DecisionSnapshot): Buffer {
  const chunks = effect?.kind === 'http' ? effect.response?.chunks : undefined
  return Buffer.concat((chunks ?? []).map(bytesOf))
}

function bytesOf(body: Body): Buffer {
  if (typeof body === 'string') return Buffer.from(body)
  return 'base64' in body
    ? Buffer.from(body.base64, 'base64')
    : Buffer.from(JSON.stringify(body.json, null, body.indent))
}
