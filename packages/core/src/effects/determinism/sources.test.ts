import crypto, { randomBytes, randomFill, randomInt, randomUUID } from 'node:crypto'
import { env as importedEnv } from 'node:process'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { effect } from '../../decision/effect.js'
import type { Determinism } from '../../snapshot/types.js'
import { recorded } from './testing/recorded.js'

/** Allowed, but not by the types of Node 20. Looked up at each call: what was kept from before is not seen. */
const fillBuffer = (buffer: ArrayBuffer): ArrayBuffer =>
  crypto.randomFillSync(buffer as unknown as Uint8Array) as unknown as ArrayBuffer

/** Reads a clock before and after it has gone on. */
async function twice(read: () => number): Promise<number[]> {
  const first = read()
  await delay(3)
  return [first, read()]
}

describe('a source gives in a replay what it gave when it was recorded', () => {
  const clock: [string, () => unknown][] = [
    ['Date.now()', () => Date.now()],
    ['new Date()', () => new Date()],
    [
      'new a subclass of Date',
      () => {
        class Stamp extends Date {}
        const stamp = new Stamp()
        return [stamp.getTime(), stamp instanceof Stamp, stamp instanceof Date]
      },
    ],
    ['Reflect.construct(Date, [])', () => Reflect.construct(Date, [])],
    ['Date.now of a Date kept from before', () => KeptDate.now()],
    ['a date, and one after waiting', () => twice(() => Date.now())],
  ]
  const timer: [string, () => unknown][] = [
    ['performance.now()', () => performance.now()],
    ['performance.now() twice', () => [performance.now(), performance.now()]],
    ['the time something took', async () => (await twice(() => performance.now())).reduce((a, b) => b - a)],
  ]
  const seed: [string, () => unknown][] = [
    ['Math.random()', () => Math.random()],
    ['crypto.randomUUID()', () => globalThis.crypto.randomUUID()],
    ['crypto.getRandomValues()', () => globalThis.crypto.getRandomValues(new Uint32Array(5))],
    ['randomUUID of node:crypto', () => crypto.randomUUID()],
    ['randomUUID, imported by name', () => randomUUID()],
    ['randomUUID without its cache', () => randomUUID({ disableEntropyCache: true })],
    ['webcrypto.randomUUID', () => crypto.webcrypto.randomUUID()],
    ['getRandomValues of node:crypto', () => crypto.getRandomValues(new Uint8Array(9))],
    ['randomBytes', () => randomBytes(20)],
    ['many randomBytes', () => randomBytes(5_000)],
    ['randomBytes with a callback', () => promisify(randomBytes)(20)],
    ['randomInt', () => [randomInt(1_000_000), randomInt(5_000, 1_000_000_000)]],
    ['randomInt with a callback', () => promisify<number, number>(randomInt)(2 ** 40)],
    ['randomInt of a range with a callback', () => promisify<number, number, number>(randomInt)(-9e9, 9e9)],
    ['randomFillSync', () => crypto.randomFillSync(new Uint8Array(16))],
    ['randomFillSync of a part', () => crypto.randomFillSync(new Uint32Array(8), 2, 3)],
    ['randomFillSync of an ArrayBuffer', () => new Uint8Array(fillBuffer(new ArrayBuffer(16)))],
    ['randomFill', () => promisify<Uint8Array, Uint8Array>(randomFill)(new Uint8Array(16))],
    [
      'randomFill of a part',
      () => promisify<Uint16Array, number, number, Uint16Array>(randomFill)(new Uint16Array(16), 3, 9),
    ],
  ]
  test.each<[string, () => unknown, keyof Determinism]>([
    ...clock.map(([name, code]): [string, () => unknown, 'clock'] => [name, code, 'clock']),
    ['Date()', () => Date(), 'clock'],
    ...timer.map(([name, code]): [string, () => unknown, 'performance'] => [name, code, 'performance']),
    ...seed.map(([name, code]): [string, () => unknown, 'seed'] => [name, code, 'seed']),
  ])('%s', async (name, code, kept) => {
    const { snapshot, value, replay } = await recorded(code)
    // `Date()` shows no milliseconds.
    await delay(name === 'Date()' ? 1_001 : 3)
    expect(await code()).not.toEqual(value)
    expect(await replay()).toMatchObject({ verdict: 'match' })
    expect(Object.keys(snapshot.determinism!)).toEqual([kept])
  })

  test('environment variables that are listed, read in every way', async () => {
    const names = ['RETRIAL_TEST_A', 'RETRIAL_TEST_B']
    const code = (): unknown => [
      process.env['RETRIAL_TEST_A'],
      importedEnv['RETRIAL_TEST_A'],
      'RETRIAL_TEST_B' in process.env,
      { ...process.env }['RETRIAL_TEST_A'],
      Object.keys(process.env).filter((name) => names.includes(name)),
      Object.entries(process.env).filter(([name]) => names.includes(name)),
      JSON.stringify(process.env).includes('first'),
    ]
    process.env['RETRIAL_TEST_A'] = 'first'
    delete process.env['RETRIAL_TEST_B']
    const { snapshot, value, replay } = await recorded(code, { env: names })
    process.env['RETRIAL_TEST_A'] = 'second'
    process.env['RETRIAL_TEST_B'] = 'third'
    expect(snapshot.determinism).toEqual({ env: { RETRIAL_TEST_A: 'first', RETRIAL_TEST_B: null } })
    expect(code()).not.toEqual(value)
    expect(await replay()).toMatchObject({ verdict: 'match' })
  })
})

const KeptDate = Date
class EarlyStamp extends Date {}

describe('not answered for', () => {
  test('a call that reads nothing keeps nothing', async () => {
    const { snapshot } = await recorded(() => 1)
    expect(snapshot).not.toHaveProperty('determinism')
  })

  test('what a wrapped call reads is part of its answer', async () => {
    const { snapshot, replay } = await recorded(() => effect('now', () => [Date.now(), Math.random()]))
    expect(snapshot).not.toHaveProperty('determinism')
    expect(await replay()).toMatchObject({ verdict: 'match' })
  })

  test('a date that is made of something', async () => {
    const { value, snapshot } = await recorded(() => [
      new Date(5).getTime(),
      Date.UTC(2026),
      Date.parse('1970'),
    ])
    expect(value).toEqual([5, 1767225600000, 0])
    expect(snapshot).not.toHaveProperty('determinism')
  })

  test('the clock of another realm', async () => {
    const { snapshot } = await recorded(() => runInNewContext('Date.now()') as number)
    expect(snapshot).not.toHaveProperty('determinism')
  })

  test.each<[string, () => unknown]>([
    ['a subclass of Date from before', () => new EarlyStamp().getTime()],
    ['process.hrtime', () => process.hrtime.bigint()],
    ['a function that was kept from before', () => kept()],
    ['Intl without a date', () => new Intl.DateTimeFormat('en', { fractionalSecondDigits: 3 }).format()],
  ])('%s', async (_what, code) => {
    const { snapshot } = await recorded(code)
    expect(snapshot).not.toHaveProperty('determinism')
  })
})

const { randomUUID: kept } = crypto

describe('a wrong argument gets its own error', () => {
  test.each<[string, () => unknown, string]>([
    ['randomBytes', () => randomBytes(-1), 'ERR_OUT_OF_RANGE'],
    ['randomInt', () => randomInt(5, 5), 'ERR_OUT_OF_RANGE'],
    ['randomInt with a callback', () => promisify<number, number>(randomInt)(0.5), 'ERR_INVALID_ARG_TYPE'],
    ['randomFill', () => promisify(randomFill as never)('text'), 'ERR_INVALID_ARG_TYPE'],
    ['randomFillSync', () => crypto.randomFillSync(new Uint8Array(4), 5), 'ERR_OUT_OF_RANGE'],
    ['randomUUID', () => randomUUID(7 as never), 'ERR_INVALID_ARG_TYPE'],
    [
      'randomUUID of another object',
      () => globalThis.crypto.randomUUID.call({} as never),
      'ERR_INVALID_THIS',
    ],
    [
      'getRandomValues',
      () => globalThis.crypto.getRandomValues(new Uint8Array(65_537)),
      'QuotaExceededError',
    ],
  ])('%s', async (_what, code, expected) => {
    const failed = async (): Promise<unknown> => {
      try {
        await code()
        return 'no error'
      } catch (error) {
        const { code, name } = error as { code: unknown; name: string }
        return typeof code === 'string' ? code : name
      }
    }
    expect(await failed()).toBe(expected)
    expect(await recorded(failed)).toMatchObject({ value: expected })
  })
})

test('of nothing, nothing is drawn, and a callback is called', async () => {
  const { value } = await recorded(async () => [
    randomBytes(0).length,
    (await promisify<Uint8Array, Uint8Array>(randomFill)(new Uint8Array(0))).length,
    fillBuffer(new ArrayBuffer(0)).byteLength,
  ])
  expect(value).toEqual([0, 0, 0])
})

test('only the part that was asked for is filled', async () => {
  const { value } = await recorded(() => crypto.randomFillSync(new Uint32Array(8), 2, 3))
  expect([...value].map((item) => item !== 0)).toEqual([false, false, true, true, true, false, false, false])
})

test('answers to callbacks are drawn in the order of the calls', async () => {
  const code = async (): Promise<string[]> => {
    const draw = promisify(randomBytes)
    const drawn = await Promise.all([draw(1_000_000), draw(4), draw(4)])
    return drawn.map((bytes) => bytes.subarray(0, 4).toString('hex'))
  }
  const { replay } = await recorded(code)
  for (let round = 0; round < 5; round++) expect(await replay()).toMatchObject({ verdict: 'match' })
})
