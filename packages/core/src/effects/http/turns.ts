import { LIMITS } from '../../limits.js'
import { after } from '../../timers.js'
import type { RequestTarget } from './caught-request.js'

/** The place of one request among those to the same address. Exactly one of the two is called, once. */
export interface Turn {
  /** Calls `work` when it is its turn, at once where no earlier request is waited for, and gives what it gives. */
  take<T>(work: () => T): T | Promise<T>
  /** Nothing comes of the request. */
  skip(): void
}

/**
 * Has requests to one address answered in the order in which they were made, which is that of the tape: one whose body
 * has to be read first is not overtaken by one whose body is at hand. A body that waits for the answer to a later
 * request is given up on after `limits.settleMs`.
 */
export class Turns {
  /** The last request to each address that has not had its turn. */
  private readonly last = new Map<string, Promise<void>>()

  begin(target: RequestTarget): Turn {
    const address = addressOf(target)
    const before = this.last.get(address)
    let resolve: () => void
    const ended = new Promise<void>((done) => (resolve = done))
    this.last.set(address, ended)
    const end = (): void => {
      if (this.last.get(address) === ended) this.last.delete(address)
      resolve()
    }
    return {
      take(work) {
        const go = (): ReturnType<typeof work> => {
          end()
          return work()
        }
        return before === undefined ? go() : inTime(before).then(go)
      },
      skip() {
        if (before === undefined) end()
        else void inTime(before).then(end)
      },
    }
  }
}

/** Without the query: secrets in it are the same to the tape. */
function addressOf({ method, origin, path }: RequestTarget): string {
  return `${method.toUpperCase()} ${String(origin)}${path.split('?', 1)[0] ?? ''}`
}

async function inTime(before: Promise<void>): Promise<void> {
  await new Promise<void>((resolve) => {
    const cancel = after(LIMITS.settleMs, resolve)
    void before.then(() => {
      cancel()
      resolve()
    })
  })
}
