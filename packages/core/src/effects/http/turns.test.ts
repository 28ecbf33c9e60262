import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { setLimits } from '../../limits.js'
import { Turns, type Turn } from './turns.js'
import type { RequestTarget } from './caught-request.js'

const POST: RequestTarget = { method: 'POST', origin: 'http://h', path: '/a' }

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
  void turn.take(() => done.push(name))
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

test.each<[string, Partial<RequestTarget>, 'waits' | 'goes on']>([
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
  const [b, c] = [turns.begin(POST), turns.begin(POST)]
  take(b, 'b')
  take(c, 'c')
  await expect.poll(() => done).toEqual(['b', 'c'])
})

test('gives what is done in it, now or later', async () => {
  const [a, b, c, d] = Array.from({ length: 4 }, () => turns.begin(POST)) as [Turn, Turn, Turn, Turn]
  const failure = new Error('refused')
  const fail = (): never => {
    throw failure
  }
  const [later, last] = [b.take(fail), d.take(() => 'd')]
  expect(() => a.take(fail)).toThrow(failure)
  await expect(later).rejects.toBe(failure)
  expect(await c.take(() => 'c')).toBe('c')
  expect(await last).toBe('d')
  expect(turns.begin(POST).take(() => 'e')).toBe('e')
})
