import type { Provider } from '../provider.js'
import type { Sending } from '../sending.js'
import { anthropicEndpoints } from './anthropic.js'
import { findCall, type Endpoint } from './endpoint.js'
import { googleEndpoints, vertexEndpoints } from './google.js'
import { groqEndpoints } from './groq.js'
import { mistralEndpoints } from './mistral.js'
import { deepseekEndpoints, openaiEndpoints, openrouterEndpoints } from './openai.js'
import { sendByFetch } from './plain-fetch.js'

const CLIENTS: Readonly<Record<Provider, readonly Endpoint[]>> = {
  openai: openaiEndpoints,
  anthropic: anthropicEndpoints,
  google: googleEndpoints,
  'google-vertex': vertexEndpoints,
  groq: groqEndpoints,
  mistral: mistralEndpoints,
  openrouter: openrouterEndpoints,
  deepseek: deepseekEndpoints,
  others: [],
}

/** Whether the provider's client has a method for this request. */
export function hasClient(sending: Omit<Sending, 'via'>): boolean {
  return findCall(CLIENTS[sending.provider], { ...sending, via: 'client' }) !== undefined
}

/** Sends a request, and gives back what its client makes of the answer. */
export async function send(sending: Sending): Promise<unknown> {
  const call = sending.via === 'client' ? findCall(CLIENTS[sending.provider], sending) : undefined
  return call === undefined ? sendByFetch(sending) : call()
}
