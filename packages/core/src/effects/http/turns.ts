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
  private readonly last = new Map<string, AddressTurn>()

  begin(target: RequestTarget): Turn {
    const address = addressOf(target)
    const turn = new AddressTurn(this.last.get(address), () => {
      if (this.last.get(address) === turn) this.last.delete(address)
    })
    this.last.set(address, turn)
    return turn
  }
}

/** Most have had their turn before another request is made: nobody waits for them, and they need no promise. */
class AddressTurn implements Turn {
  private isOver = false
  private over: Promise<void> | undefined
  private resolve: (() => void) | undefined

  constructor(
    private before: AddressTurn | undefined,
    private readonly leave: () => void,
  ) {}

  take<T>(work: () => T): T | Promise<T> {
    const go = (): T => {
      this.end()
      return work()
    }
    return this.before === undefined ? go() : inTime(this.before.ended()).then(go)
  }

  skip(): void {
    if (this.before === undefined) this.end()
    else
      void inTime(this.before.ended()).then(() => {
        this.end()
      })
  }

  private ended(): Promise<void> {
    this.over ??= this.isOver ? Promise.resolve() : new Promise((resolve) => (this.resolve = resolve))
    return this.over
  }

  private end(): void {
    this.isOver = true
    this.before = undefined
    this.leave()
    this.resolve?.()
  }
}

/** Without the query: secrets in it are the same to the tape. */
function addressOf({ method, origin, path }: RequestTarget): string {
  const query = path.indexOf('?')
  return `${method.toUpperCase()} ${String(origin)}${query === -1 ? path : path.slice(0, query)}`
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
