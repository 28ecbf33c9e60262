import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { setLimits } from '../../limits.js'
import { Turns, type Turn } from './turns.js'
import type { DispatchOptions } from './undici.js'

const POST: DispatchOptions = { method: 'POST', origin: 'http://h', path: '/a' }
const unexpected = (error: unknown): void => {
  throw error
}

let done: string[]
let turns: Turns
beforeEach(() => {
  done = []
  turns = new Turns()
})
afterEach(() => {
  setLimits({})
})

const take = (turn: Turn, name: string): void => {
  turn.take(() => done.push(name), unexpected)
}

test('a request that is alone goes on at once', () => {
  for (const name of ['a', 'b', 'c']) {
    take(turns.begin(POST), name)
    expect(done.at(-1)).toBe(name)
  }
})

test('requests to one address go on in the order in which they were made', async () => {
  const [a, b, c] = [turns.begin(POST), turns.begin(POST), turns.begin(POST)]
  take(c, 'c')
  take(b, 'b')
  await delay(1)
  expect(done).toEqual([])
  take(a, 'a')
  expect(done).toEqual(['a'])
  await delay(1)
  expect(done).toEqual(['a', 'b', 'c'])
  take(turns.begin(POST), 'd')
  expect(done).toEqual(['a', 'b', 'c', 'd'])
})

test('one of which nothing comes is not waited for', async () => {
  const [a, b, c] = [turns.begin(POST), turns.begin(POST), turns.begin(POST)]
  take(c, 'c')
  b.skip()
  await delay(1)
  expect(done).toEqual([])
  a.skip()
  await delay(1)
  expect(done).toEqual(['c'])
})

test.each<[string, Partial<DispatchOptions>, 'waits' | 'goes on']>([
  ['another query', { path: '/a?key=1' }, 'waits'],
  ['another case of the method', { method: 'post' }, 'waits'],
  ['another path', { path: '/b' }, 'goes on'],
  ['another host', { origin: 'http://i' }, 'goes on'],
  ['another method', { method: 'PUT' }, 'goes on'],
])('a request with %s %s', (_difference, more, does) => {
  turns.begin(POST)
  take(turns.begin({ ...POST, ...more }), 'second')
  expect(done).toEqual(does === 'waits' ? [] : ['second'])
})

test('one that never comes to its turn holds the others up for a while only', async () => {
  setLimits({ settleMs: 5 })
  turns.begin(POST)
  const second = new Promise<void>((resolve, reject) => {
    turns.begin(POST).take(resolve, reject)
  })
  const third = new Promise<void>((resolve, reject) => {
    turns.begin(POST).take(resolve, reject)
  })
  await Promise.all([second, third])
})

test('what fails in a later turn is handed over; in its own it is thrown', async () => {
  const [a, b, c] = [turns.begin(POST), turns.begin(POST), turns.begin(POST)]
  const failure = new Error('refused')
  const fail = (): never => {
    throw failure
  }
  const handed = new Promise((resolve) => {
    b.take(fail, resolve)
  })
  expect(() => {
    a.take(fail, unexpected)
  }).toThrow(failure)
  expect(await handed).toBe(failure)
  take(c, 'c')
  await delay(1)
  expect(done).toEqual(['c'])
})
