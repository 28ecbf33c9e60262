import { EXCHANGE_HEADER } from '@retrial/fixtures'
import type { JsonValue } from '../../src/snapshot/types.js'
import { providerOf, type Provider } from './provider.js'
import type { Exchange } from './traffic-file.js'

/** What is asked of a provider: the input of the decision. */
export interface Sending {
  /** Which answer the local server gives. */
  readonly index: number
  readonly provider: Provider
  /** The provider's own client, or plain fetch where it has no method for this or refuses it. */
  readonly via: 'client' | 'fetch'
  readonly method: string
  readonly url: string
  /** JSON, text, or null where there is none. */
  readonly body: JsonValue
}

export function sendingOf(exchange: Exchange, index: number): Omit<Sending, 'via'> {
  const { method, url, requestBody } = exchange
  const body = requestBody === '' ? null : requestBody
  return { index, provider: providerOf(url), method: method.toUpperCase(), url, body }
}

/** Tells the local server which answer to give. Request headers are neither recorded nor matched. */
export function exchangeHeaders({ index }: Pick<Sending, 'index'>): Record<string, string> {
  return { [EXCHANGE_HEADER]: String(index) }
}
