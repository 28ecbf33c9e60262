import { describe, expect, test } from 'vitest'
import { mapInOrder, streamInOrder } from './in-order.js'

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

test('results are in the order of the items, whichever ends first', async () => {
  const times = [30, 1, 15, 1]
  const results = await mapInOrder(times, 4, async (ms) => {
    await pause(ms)
    return ms
  })
  expect(results).toEqual(times)
})

test('a falsy result keeps its place', async () => {
  expect(await mapInOrder([1, 2, 3], 2, (n) => Promise.resolve(n === 2 ? undefined : n))).toEqual([
    1,
    undefined,
    3,
  ])
})

test('items are drawn only as they are needed', async () => {
  let drawn = 0
  function* items() {
    while (drawn < 10) yield ++drawn
  }
  let most = 0
  await mapInOrder(items(), 2, async (item) => {
    await pause(2)
    most = Math.max(most, drawn - item)
  })
  expect(drawn).toBe(10)
  expect(most).toBeLessThanOrEqual(2)
})

test('after a failure nothing is drawn, and the source is closed', async () => {
  let [drawn, closed] = [0, false]
  async function* items() {
    try {
      for (;;) yield Promise.resolve(++drawn)
    } finally {
      closed = true
    }
  }
  const mapped = mapInOrder(items(), 3, async (item) => {
    await pause(5)
    if (item === 2) throw new Error('broke')
  })
  await expect(mapped).rejects.toThrow('broke')
  const before = drawn
  await pause(30)
  expect(drawn).toBeLessThanOrEqual(before + 3)
  expect(closed).toBe(true)
})

test('after a failure no item of a list is begun either', async () => {
  const begun: number[] = []
  const items = Array.from({ length: 50 }, (_, index) => index)
  const mapped = mapInOrder(items, 3, async (item) => {
    begun.push(item)
    await Promise.resolve()
    if (item === 2) throw new Error('broke')
  })
  await expect(mapped).rejects.toThrow('broke')
  await pause(5)
  expect(begun.length).toBeLessThan(15)
})

test('a source that fails is a failure', async () => {
  function* items() {
    yield 1
    throw new Error('cannot read')
  }
  await expect(mapInOrder(items(), 2, (item) => Promise.resolve(item))).rejects.toThrow('cannot read')
})

describe.each<
  [
    string,
    (items: Iterable<number>, most: number, map: (n: number) => Promise<unknown>) => Promise<unknown[]>,
  ]
>([
  ['mapInOrder', mapInOrder],
  [
    'streamInOrder',
    async (items, concurrency, map) => {
      const all: unknown[] = []
      for await (const each of streamInOrder(() => ({ items, concurrency, map }))) all.push(each)
      return all
    },
  ],
])('%s', (_name, run) => {
  test.each([1, 2, 3, 7, 50])('never has more than %i under way, however long each takes', async (most) => {
    let [running, peak] = [0, 0]
    const items = Array.from({ length: 40 }, (_item, n) => n)
    const results = await run(items, most, async (n) => {
      peak = Math.max(peak, ++running)
      // Timers come after all that can begin has begun.
      await pause(1 + ((n * 7) % 5))
      running--
      return n
    })
    expect(results).toEqual(items)
    expect(peak).toBe(Math.min(most, 40))
  })

  test('room for more than there ever are costs nothing', async () => {
    expect(await run([1, 2], Number.MAX_SAFE_INTEGER, (n) => Promise.resolve(n))).toEqual([1, 2])
    expect(await run([], Number.MAX_SAFE_INTEGER, (n) => Promise.resolve(n))).toEqual([])
  })
})
