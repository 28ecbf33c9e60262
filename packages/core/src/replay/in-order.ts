import { isThenable } from '../when-all.js'

/**
 * Maps with at most `concurrency` calls under way, and gives the results in the order of the items. Items are drawn
 * only as they are needed, and no more once a call has failed.
 */
export async function mapInOrder<T, R>(
  items: AsyncIterable<T> | Iterable<T>,
  concurrency: number,
  map: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = []
  await mapEach(items, concurrency, map, (result, index) => {
    results[index] = result
  })
  return results
}

/** The same with each result taken as it comes, in whatever order that is, and not kept. */
export async function mapEach<T, R>(
  items: AsyncIterable<T> | Iterable<T>,
  concurrency: number,
  map: (item: T) => R | Promise<R>,
  take: (result: R, index: number) => void,
): Promise<void> {
  const source = Array.isArray(items) ? itemsOf(items as T[]) : toAsyncIterator(items)
  let next = 0
  const underWay = (resolve: () => void, reject: (reason: unknown) => void): void => {
    let working = 0
    const work = async (): Promise<void> => {
      for (;;) {
        const index = next++
        const coming = draw(source)
        // Waiting takes a few turns, and a list has nothing to wait for.
        const drawn = isThenable(coming) ? await coming : coming
        if (drawn.done === true) return
        // Not before there is something to do: there may be room for many more than there are items.
        if (working < concurrency) begin()
        take(await map(drawn.value), index)
      }
    }
    const begin = (): void => {
      working++
      work().then(() => {
        if (--working === 0) resolve()
      }, reject)
    }
    begin()
  }
  try {
    await new Promise<void>(underWay)
  } catch (error) {
    stop(source)
    throw error
  }
}

export interface Stream<T, R> {
  readonly items: AsyncIterable<T> | Iterable<T>
  readonly concurrency: number
  readonly map: (item: T) => Promise<R>
}

/**
 * The same as a stream: at most `concurrency` calls under way or waiting to be taken, so that memory stays the same
 * however many there are. Whoever stops taking stops the drawing.
 *
 * @param begin called when the first result is asked for.
 */
export async function* streamInOrder<T, R>(begin: () => Stream<T, R>): AsyncGenerator<R, void, undefined> {
  const { items, concurrency, map } = begin()
  const source = toAsyncIterator(items)
  const underWay: Promise<R>[] = []
  try {
    for (;;) {
      while (underWay.length < concurrency) {
        const coming = draw(source)
        const drawn = isThenable(coming) ? await coming : coming
        if (drawn.done === true) break
        const mapped = map(drawn.value)
        // Told to whoever takes it, which may be later or never.
        mapped.catch(() => undefined)
        underWay.push(mapped)
      }
      const next = underWay.shift()
      if (next === undefined) return
      yield next
    }
  } finally {
    stop(source)
  }
}

/** The next item; some sources have it at hand. */
function draw<T>(source: Source<T>): IteratorResult<T> | PromiseLike<IteratorResult<T>> {
  return 'draw' in source ? source.draw() : source.next()
}

type Source<T> = Iterator<T> | AsyncIterator<T> | Drawable<T>

/** As a query of a store is. */
interface Drawable<T> extends AsyncIterator<T> {
  draw(): IteratorResult<T> | PromiseLike<IteratorResult<T>>
}

/** Items of an async iterable come as they are: each layer between costs a few turns an item. */
function toAsyncIterator<T>(items: AsyncIterable<T> | Iterable<T>): AsyncIterator<T> {
  return Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : eachOf(items)
}

/** Unlike the iterator that a list has, it can be stopped. */
function* itemsOf<T>(items: readonly T[]): Generator<T, undefined> {
  yield* items
  return undefined
}

async function* eachOf<T>(items: Iterable<T>): AsyncGenerator<T, undefined> {
  yield* items
  return undefined
}

/** Not waited for: it ends once the item that is being drawn has come. */
function stop(source: Iterator<unknown> | AsyncIterator<unknown>): void {
  const stopped = async (): Promise<unknown> => source.return?.()
  stopped().catch(() => undefined)
}
