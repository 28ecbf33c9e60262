import { Buffer } from 'node:buffer'
import type { ClientRequest } from 'node:http'
import { joined } from '../joined.js'

type Write = (...args: unknown[]) => unknown

/**
 * Calls `ended` in the turn in which the client ends the request, with the body it has written. A request that was
 * destroyed by then is not sent, and not told of.
 */
export function watchBody(request: ClientRequest, ended: (body: Buffer) => void): void {
  const chunks: Buffer[] = []
  let over = false
  const write = request.write.bind(request) as Write
  const end = request.end.bind(request) as Write
  const keep = (chunk: unknown, encoding: unknown): void => {
    if (!over && chunk !== null && chunk !== undefined && typeof chunk !== 'function')
      chunks.push(bytesOf(chunk, encoding))
  }
  Object.assign(request, {
    write(...args: unknown[]): unknown {
      const more = write(...args)
      keep(args[0], args[1])
      return more
    },
    end(...args: unknown[]): unknown {
      const wasOver = over || request.destroyed
      const returned = end(...args)
      keep(args[0], args[1])
      over = true
      if (!wasOver) ended(joined(chunks))
      return returned
    },
  })
}

/** A copy: the client may use the chunk again. */
function bytesOf(chunk: unknown, encoding: unknown): Buffer {
  return typeof chunk === 'string'
    ? Buffer.from(chunk, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8')
    : Buffer.from(chunk as Uint8Array)
}
