import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { now } from '../timers.js'
import { UnderWay } from './under-way.js'
import { Waiting } from './waiting.js'

test('time in which something is under way does not count as own; what overlaps counts once', async () => {
  const started = now()
  const waiting = new Waiting()
  waiting.begin()
  await delay(20)
  waiting.begin()
  await delay(20)
  waiting.end()
  waiting.end()
  await delay(30)
  const elapsed = now() - started
  const own = waiting.ownTimeMs(elapsed)
  expect(own).toBeGreaterThan(20)
  expect(own).toBeLessThan(elapsed - 35)
})

test('what has not ended counts until now', async () => {
  const started = now()
  const waiting = new Waiting()
  waiting.begin()
  await delay(20)
  expect(waiting.ownTimeMs(now() - started)).toBeLessThan(10)
})

test('own time is never below zero', () => {
  const waiting = new Waiting()
  expect(waiting.ownTimeMs(0)).toBe(0)
  expect(waiting.ownTimeMs(-5)).toBe(0)
  expect(waiting.ownTimeMs(1.23456)).toBe(1.235)
})

test('UnderWay is over at once when nothing is, else with the last, else after the grace', async () => {
  const underWay = new UnderWay()
  await underWay.over(10_000)
  underWay.begin()
  underWay.begin()
  let over = false
  const ending = underWay.over(10_000).then(() => (over = true))
  underWay.end()
  await delay(5)
  expect(over).toBe(false)
  underWay.end()
  await ending
  underWay.begin()
  const started = now()
  await underWay.over(20)
  expect(now() - started).toBeGreaterThan(15)
})
