import { LIMITS } from '../../limits.js'
import { after } from '../../timers.js'
import type { DispatchOptions } from './undici.js'

/** The place of one request among those to the same address. Exactly one of the two is called, once. */
export interface Turn {
  /** Calls `work` when it is its turn: at once where no earlier request is waited for. */
  take(work: () => void, failed: (error: unknown) => void): void
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

  begin(options: DispatchOptions): Turn {
    const address = addressOf(options)
    const before = this.last.get(address)
    let resolve: () => void
    const ended = new Promise<void>((done) => (resolve = done))
    this.last.set(address, ended)
    const end = (): void => {
      if (this.last.get(address) === ended) this.last.delete(address)
      resolve()
    }
    return {
      take(work, failed) {
        const go = (): void => {
          end()
          work()
        }
        if (before === undefined) go()
        else void inTime(before).then(go).catch(failed)
      },
      skip() {
        if (before === undefined) end()
        else void inTime(before).then(end)
      },
    }
  }
}

/** Without the query: secrets in it are the same to the tape. */
function addressOf({ method, origin, path }: DispatchOptions): string {
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
