import { isThenable } from '../when-all.js'
import type { MaybePromise } from './backend.js'

/** What may stand in the place of an item: a promise that rejects with why it could not be read. */
export type Selected<T> = T | Promise<never>

type Drawn<T> = IteratorResult<T, undefined>
type Items<T> = Iterator<Selected<T>, undefined> | AsyncIterator<T, undefined>

/**
 * What a query gives: an async iterator as any other, which can also give the next snapshot at once where it is at hand.
 * The promises of `for await` take longer than reading a row.
 */
export class Selection<T extends object> implements AsyncIterableIterator<T, undefined> {
  private items: Items<T> | undefined

  /** @param begin called when the first one is asked for. */
  constructor(private readonly begin: () => Items<T>) {}

  [Symbol.asyncIterator](): this {
    return this
  }

  async next(): Promise<Drawn<T>> {
    return this.draw()
  }

  async return(): Promise<Drawn<T>> {
    const { items = nothing() } = this
    this.items = nothing()
    await items.return?.()
    return { done: true, value: undefined }
  }

  /**
   * The next one, at once where it is at hand.
   *
   * @throws why it cannot be read; a promise rejects with that.
   */
  draw(): MaybePromise<Drawn<T>> {
    const drawn = this.begun().next()
    if (isThenable(drawn)) return drawn
    const { value } = drawn
    return isThenable(value) ? value : (drawn as Drawn<T>)
  }

  private begun(): Items<T> {
    if (this.items !== undefined) return this.items
    // Where it cannot begin there is nothing after that.
    this.items = nothing()
    this.items = this.begin()
    return this.items
  }
}

function nothing(): Iterator<never, undefined> {
  return [].values()
}
