import { URL } from 'node:url'
import type { HttpRequest } from '../../snapshot/types.js'
import { fromBody } from './body.js'
import { withoutHeader } from './headers.js'
import type { ExchangeRecording } from './record-exchange.js'
import type { DispatchOptions } from './undici.js'

interface Sent {
  readonly describe: () => HttpRequest
  readonly sendable: DispatchOptions
}

/**
 * The request that a recording wants to be sent in the place of this one, or this one.
 *
 * @throws what the recording throws: nothing is sent then.
 */
export function insteadOf(
  describe: () => HttpRequest,
  sendable: DispatchOptions,
  { instead, dropped }: Pick<ExchangeRecording, 'instead' | 'dropped'>,
): Sent {
  if (instead === undefined) return { describe, sendable }
  const asked = describe()
  let other: HttpRequest | undefined
  try {
    other = instead(asked)
  } catch (error) {
    dropped()
    throw error
  }
  if (other?.body === undefined) return { describe: () => asked, sendable }
  const { pathname, search } = new URL(other.url)
  return {
    describe: () => other,
    sendable: {
      ...sendable,
      ...(other.url === asked.url ? {} : { path: pathname + search, query: null }),
      // undici counts the bytes itself.
      headers: withoutHeader(sendable.headers, 'content-length'),
      body: fromBody(other.body),
    },
  }
}
