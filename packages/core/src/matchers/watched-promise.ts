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

  static of<T>(work: Promise<T>, wraps: number, onAwait: () => void): WatchedPromise<T> {
    const watched = new WatchedPromise<T>((resolve) => {
      resolve(work)
    })
    watched.wraps = wraps
    watched.onAwait = onAwait
    // Nobody may ever look at it, and the process must not end for that: its test fails instead.
    void Promise.prototype.then.call(watched, undefined, () => undefined)
    return watched
  }

  override then<A = T, B = never>(
    onFulfilled?: ((value: T) => A | PromiseLike<A>) | null,
    onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    const next = super.then(onFulfilled, onRejected)
    if (this.wraps > 0) return WatchedPromise.of(next, this.wraps - 1, this.onAwait)
    this.onAwait()
    return next
  }
}
