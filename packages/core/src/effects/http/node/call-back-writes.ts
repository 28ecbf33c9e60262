import type { Socket } from 'node:net'
import { nextMacrotask } from '../../../timers.js'
import { unanswered } from '../../determinism/answers.js'

/**
 * Calls the callbacks of what is written to a socket that leads nowhere. The interceptor calls them as the body is
 * read, but not that of the piece with which a body of known length is complete: code that waits for it before it
 * ends the request would wait for ever.
 */
export function callBackWrites(socket: Socket): void {
  const writeTo = socket.write.bind(socket) as (...args: unknown[]) => boolean
  // The interceptor draws an id for each request that it reads.
  const write = (...args: unknown[]): boolean => unanswered(() => writeTo(...args))
  socket.write = (...args: unknown[]) => {
    const done = args.at(-1)
    if (typeof done !== 'function') return write(...args)
    void nextMacrotask().then(() => {
      if (!socket.destroyed) (done as () => void)()
    })
    return write(...args.slice(0, -1))
  }
}
