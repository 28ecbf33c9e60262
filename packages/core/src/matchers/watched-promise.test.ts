import { expect, test } from 'vitest'
import { WatchedPromise } from './watched-promise.js'

const settled = (): Promise<number> => Promise.resolve(1)
const noop = (): undefined => undefined

const USES: readonly [string, (promise: Promise<number>) => unknown, boolean][] = [
  ['await', async (promise) => await promise, true],
  ['the return of an async function', async (promise) => promise, true],
  ['then', (promise) => promise.then(noop), true],
  ['catch', (promise) => promise.catch(noop), true],
  ['finally', (promise) => promise.finally(noop), true],
  ['Promise.all', (promise) => Promise.all([promise]), true],
  ['Promise.allSettled', (promise) => Promise.allSettled([promise]), true],
  ['Promise.race', (promise) => Promise.race([promise]), true],
  ['Promise.any', (promise) => Promise.any([promise]), true],
  ['Promise.resolve', (promise) => Promise.resolve(promise), true],
  ['void', (promise) => void promise, false],
  ['a variable', (promise) => [promise], false],
  ['a look at it', (promise) => promise instanceof Promise && Object.keys(promise), false],
]

test.each(USES)('%s counts as awaited, or does not', async (_name, use, awaits) => {
  let awaited = false
  use(WatchedPromise.of(settled(), 0, { awaited: () => (awaited = true) }))
  await new Promise(setImmediate)

  expect(awaited).toBe(awaits)
})

test.each([0, 1, 3])('what the runner makes of it counts for nothing: %i times', async (wraps) => {
  let awaited = false
  let promise: Promise<unknown> = WatchedPromise.of(settled(), wraps, { awaited: () => (awaited = true) })
  for (let made = 0; made < wraps; made++) promise = made % 2 === 0 ? promise.then(noop) : promise.catch(noop)
  await new Promise(setImmediate)
  expect(awaited).toBe(false)

  await promise
  expect(awaited).toBe(true)
})

test('gives what the work gives', async () => {
  const failed = new Error('failed')

  await expect(WatchedPromise.of(settled(), 0, { awaited: noop })).resolves.toBe(1)
  await expect(WatchedPromise.of(Promise.reject(failed), 0, { awaited: noop })).rejects.toBe(failed)
  await expect(WatchedPromise.of(Promise.reject(failed), 1, { awaited: noop }).then(noop)).rejects.toBe(
    failed,
  )
})

test('a failed one that nobody looks at does not end the process', async () => {
  const unhandled: unknown[] = []
  const listener = (reason: unknown): void => void unhandled.push(reason)
  process.on('unhandledRejection', listener)
  void WatchedPromise.of(Promise.reject(new Error('lost')), 0, { awaited: noop })
  void WatchedPromise.of(Promise.reject(new Error('lost too')), 2, { awaited: noop })
    .then(noop)
    .catch(undefined)
  await new Promise(setImmediate)
  process.off('unhandledRejection', listener)

  expect(unhandled).toEqual([])
})

test.each([
  ['holds', settled],
  ['fails', () => Promise.reject<number>(new Error('failed'))],
])('says when the work is over that %s, before anybody hears of it', async (_how, work) => {
  const heard: string[] = []
  const watched = WatchedPromise.of(work(), 1, {
    awaited: noop,
    settled: () => void heard.push('settled'),
  })
  const next = watched.then(
    () => void heard.push('heard'),
    () => void heard.push('heard'),
  )
  expect(heard).toEqual([])
  await next

  expect(heard).toEqual(['settled', 'heard'])
})
