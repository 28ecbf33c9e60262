import { Writable } from 'node:stream'
import { stream } from 'undici'
import type { HttpClient } from '../http-client.js'
import { undiciOptions } from './undici-request-client.js'

/** `stream` of the package undici, which writes the body into a stream of the code's own. */
export const undiciStream: HttpClient = {
  name: 'undici stream',
  open: () => ({
    async send(ask, sight) {
      const walkAway = new AbortController()
      const chunks: Buffer[] = []
      await stream(ask.url, undiciOptions(ask, walkAway.signal), ({ statusCode, headers }) => {
        sight.head({ status: statusCode, headers })
        return new Writable({
          write(chunk: Buffer, _encoding, callback) {
            chunks.push(Buffer.from(chunk))
            if (ask.stream === true && sight.piece(chunk)) walkAway.abort()
            callback()
          },
        })
      })
      if (ask.stream !== true) sight.raw(chunks)
    },
  }),
}
