import { isDeepStrictEqual } from 'node:util'
import type { ReceivedRequest } from '@retrial/fixtures'
import type { Exchange } from './traffic-file.js'

/** Whether a client sent the JSON that was recorded, and not only its equivalent. */
export function sameBody({ body }: ReceivedRequest, { requestBody }: Exchange): boolean {
  const sent = body.toString('utf8')
  if (typeof requestBody === 'string' || requestBody === null) return sent === (requestBody ?? '')
  return isDeepStrictEqual(JSON.parse(sent), requestBody)
}

/** Whether the request reached the address that was recorded; the order and the case of the query are free. */
export function sameAddress({ method, host, path }: ReceivedRequest, exchange: Exchange): boolean {
  return method === exchange.method.toUpperCase() && normal(`https://${host}${path}`) === normal(exchange.url)
}

function normal(url: string): string {
  const { origin, pathname, searchParams } = new URL(url)
  searchParams.sort()
  return `${origin}${decodeURIComponent(pathname)}?${searchParams.toString().toLowerCase()}`
}
