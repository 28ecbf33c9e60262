import { describe, expect, test } from 'vitest'
import { Selection } from './selection.js'

const item = (n: number): { n: number } => ({ n })
const DONE = { done: true, value: undefined }

function* three(): Generator<{ n: number }, undefined> {
  yield item(1)
  yield item(2)
  yield item(3)
}

test('gives its items to for await, and the same at once', async () => {
  const awaited: number[] = []
  for await (const { n } of new Selection(three)) awaited.push(n)
  expect(awaited).toEqual([1, 2, 3])

  const drawn = new Selection(three)
  expect([drawn.draw(), drawn.draw(), drawn.draw(), drawn.draw()]).toEqual([
    { done: false, value: item(1) },
    { done: false, value: item(2) },
    { done: false, value: item(3) },
    DONE,
  ])
})

test('begins when the first item is asked for', async () => {
  let begun = 0
  const selection = new Selection(() => {
    begun++
    return three()
  })
  expect(begun).toBe(0)
  await selection.next()
  await selection.next()
  expect(begun).toBe(1)
})

test('where it cannot begin it says so once, and is over', async () => {
  const selection = new Selection<object>(() => {
    throw new Error('closed')
  })
  await expect(selection.next()).rejects.toThrow('closed')
  expect(await selection.next()).toEqual(DONE)
})

test('a promise in the place of an item rejects the draw', async () => {
  function* broken(): Generator<object, undefined> {
    yield item(1)
    yield Promise.reject(new Error('damaged'))
  }
  const selection = new Selection(broken)
  await selection.next()
  await expect(selection.next()).rejects.toThrow('damaged')
})

describe('whoever stops taking', () => {
  test.each<[string, boolean]>([
    ['after an item', true],
    ['before the first one', false],
  ])('%s ends it', async (_when, isBegun) => {
    let closed = false
    function* items(): Generator<object, undefined> {
      try {
        for (;;) yield item(1)
      } finally {
        closed = true
      }
    }
    const selection = new Selection(items)
    if (isBegun) await selection.next()
    expect(await selection.return()).toEqual(DONE)
    expect(closed).toBe(isBegun)
    expect(await selection.next()).toEqual(DONE)
  })
})

test('items that come later are waited for', async () => {
  async function* later(): AsyncGenerator<{ n: number }, undefined> {
    yield* [item(1), item(2)]
  }
  const selection = new Selection(later)
  expect(selection.draw()).toBeInstanceOf(Promise)
  expect(await selection.next()).toEqual({ done: false, value: item(2) })
  expect(await selection.next()).toEqual(DONE)
})
