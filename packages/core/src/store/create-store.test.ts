import { describe, expect, test } from 'vitest'
import type { StoreBackend } from './backend.js'
import { describeStore } from './testing/conformance/describe-store.js'
import { createStore } from './create-store.js'
import { memoryBackend } from './memory-store.js'
import { sampleSnapshot } from './testing/sample-snapshot.js'

/** A backend that answers later, as one over a network does. */
function slowBackend(url: string): StoreBackend {
  const memory = memoryBackend(url)
  const later = () => new Promise<void>(setImmediate)
  const slowly =
    <Args extends unknown[], Result>(call: (...args: Args) => Result) =>
    async (...args: Args): Promise<Awaited<Result>> => {
      await later()
      return await call(...args)
    }
  async function* each<T>(items: Iterable<T> | AsyncIterable<T>): AsyncIterable<T> {
    for await (const item of items) {
      await later()
      yield item
    }
  }
  return {
    serialize: memory.serialize,
    read: slowly(memory.read),
    has: slowly(memory.has),
    ids: (filter) => each(memory.ids(filter)),
    scan: (filter) => each(memory.scan(filter)),
    apply: slowly(memory.apply),
    check: slowly(memory.check),
    close: slowly(memory.close),
  }
}

describeStore('a backend that answers later', async () => ({
  store: createStore('slow:', slowBackend('slow:')),
}))

describe('createStore', () => {
  test('reports a backend that cannot be reached', async () => {
    const check = () => Promise.reject(new Error('unreachable'))
    const store = createStore('broken:', { ...memoryBackend('broken:'), check })
    expect(await store.health()).toEqual({ ok: false, writable: false, message: 'unreachable' })
  })

  test('says that a snapshot is missing also when the ids cannot be listed', async () => {
    const ids = (): Iterable<string> => {
      throw new Error('unreachable')
    }
    const store = createStore('broken:', { ...memoryBackend('broken:'), ids })
    await expect(store.load('a')).rejects.toMatchObject({ code: 'SNAPSHOT_NOT_FOUND' })
  })

  test('does not take a mistake of a backend for a damaged snapshot', async () => {
    const read = () => {
      throw new TypeError('mistake')
    }
    const store = createStore('broken:', { ...memoryBackend('broken:'), read })
    await store.save(sampleSnapshot('a'))
    await expect(store.verify()).rejects.toThrow('mistake')
  })

  test('ends a query at a snapshot that lies where another one belongs', async () => {
    const backend = memoryBackend('broken:')
    const scan = function* (): Iterable<{ id: string; text: string }> {
      for (const id of ['a', 'b', 'c'])
        yield { id: id === 'b' ? 'elsewhere' : id, text: backend.read(id) as string }
    }
    const store = createStore('broken:', { ...backend, scan })
    await store.saveMany(['a', 'b', 'c'].map((id) => sampleSnapshot(id)))
    const drawn = store.query()[Symbol.asyncIterator]()
    expect(await drawn.next()).toMatchObject({ value: { id: 'a' } })
    await expect(drawn.next()).rejects.toMatchObject({ code: 'DUPLICATE_ID' })
    expect(await drawn.next()).toMatchObject({ done: true })
  })
})
