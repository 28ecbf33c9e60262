/** What is told of a promise. */
export interface PromiseWatcher {
  /** Somebody awaits it. */
  readonly awaited: () => void
  /** What it stands for is over. */
  readonly settled?: () => void
}

/**
 * A promise that says when somebody awaits it. The runner makes further ones of it before a test gets the last: each
 * of them is watched too, and only the last counts.
 *
 * A plain promise would not do: `await` does not call its `then`.
 */
export class WatchedPromise<T> extends Promise<T> {
  /** How many promises the runner still makes of this one. */
  private wraps = 0
  private onAwait: () => void = () => undefined

  /** What `then` makes of it is plain, unless it is watched again below. */
  static override get [Symbol.species](): PromiseConstructor {
    return Promise
  }

  static of<T>(
    work: Promise<T>,
    wraps: number,
    { awaited, settled = () => undefined }: PromiseWatcher,
  ): WatchedPromise<T> {
    // Not by resolving it with `work`: that makes two more promises, and runners follow each.
    const watched = new WatchedPromise<T>((resolve, reject) => {
      work.then(
        (value) => {
          settled()
          resolve(value)
        },
        (reason: unknown) => {
          settled()
          // Nobody may ever look at it, and the process must not end for that: its test fails instead.
          void Promise.prototype.then.call(watched, undefined, () => undefined)
          reject(reason)
        },
      )
    })
    watched.wraps = wraps
    watched.onAwait = awaited
    return watched
  }

  override then<A = T, B = never>(
    onFulfilled?: ((value: T) => A | PromiseLike<A>) | null,
    onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    const next = super.then(onFulfilled, onRejected)
    if (this.wraps > 0) return WatchedPromise.of(next, this.wraps - 1, { awaited: this.onAwait })
    this.onAwait()
    return next
  }
}
