import { afterEach, expect, test } from 'vitest'
import { callSite } from './call-site.js'

const limit = Error.stackTraceLimit
afterEach(() => {
  Error.stackTraceLimit = limit
})

function register(): string {
  return callSite(register)
}

test('is the file, line and column of the call', () => {
  const [here, below] = [register(), register()]

  expect(here).toMatch(/call-site\.test\.ts:\d+:\d+$/)
  expect(below).not.toBe(here)
})

test('is the same every time', () => {
  const places = [1, 2, 3].map(() => register())

  expect(new Set(places).size).toBe(1)
})

test.each([0, 1, 50])('neither needs nor changes a stack trace limit of %i', (value) => {
  Error.stackTraceLimit = value

  expect(register()).toMatch(/call-site\.test\.ts:\d+:\d+$/)
  expect(Error.stackTraceLimit).toBe(value)
})

test('is found in an anonymous function and at the top of an asynchronous one', async () => {
  const place = await (async () => register())()

  expect(place).toMatch(/call-site\.test\.ts:\d+:\d+$/)
  expect(place).not.toContain('at ')
})
