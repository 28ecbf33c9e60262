import crypto, * as namespace from 'node:crypto'
import { performance as hooks } from 'node:perf_hooks'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { scopes, type Scope } from '../../decision/scope.js'
import { isStandIn, original } from '../../original.js'
import { nextMacrotask, now, wallClock } from '../../timers.js'
import type { Answers } from './answers.js'
import { holdPatches } from './hold-patches.js'
import { recorded } from './testing/recorded.js'

const ALL = ['clock', 'chance', 'environment'] as const
const YEAR_2000 = Date.UTC(2000)

/** All properties that are ever replaced, or stand beside one, with their flags. */
function everything(): Map<string, unknown> {
  const holders: [string, object, PropertyKey[]?][] = [
    ['global', globalThis, ['Date', 'Math', 'performance', 'crypto', 'process']],
    ['Date', Date],
    ['Date.prototype', Date.prototype],
    ['Math', Math],
    ['process', process, ['env']],
    ['node:crypto', crypto],
    ['node:crypto, as it is imported', namespace],
    ['crypto', globalThis.crypto],
    ['Crypto.prototype', Object.getPrototypeOf(globalThis.crypto)],
    ['performance', performance],
    ['Performance.prototype', Object.getPrototypeOf(performance)],
  ]
  return new Map(
    holders.flatMap(([name, holder, keys = Reflect.ownKeys(holder)]) =>
      keys.flatMap((key): [string, unknown][] => {
        const { value, get, set, ...flags } = Object.getOwnPropertyDescriptor(holder, key)!
        const path = `${name} ${String(key)}`
        return [...Object.entries({ value, get, set, flags: JSON.stringify(flags) })].map(([part, is]) => [
          `${path} ${part}`,
          is,
        ])
      }),
    ),
  )
}

/** What is not the very same in both. */
function changes(a: Map<string, unknown>, b: Map<string, unknown>): string[] {
  return [...new Set([...a.keys(), ...b.keys()])].filter((path) => !Object.is(a.get(path), b.get(path)))
}

/** Runs `code` with answers, as inside a scope. */
function answered<T>(determinism: Answers, code: () => T): T {
  return scopes.run({ determinism } as unknown as Scope, code)
}

const year2000: Answers = { date: { read: () => YEAR_2000 }, performance: { read: () => 5 } }

const before = everything()
afterEach(async () => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  // Named imports see it one turn longer.
  await nextMacrotask()
  expect(changes(before, everything())).toEqual([])
})

describe('while nobody holds them', () => {
  test('everything is as it was, also after a recording and a replay', async () => {
    const { replay } = await recorded(
      () => [Date.now(), Math.random(), performance.now(), namespace.randomUUID(), process.env['PATH']],
      { env: ['PATH'] },
    )
    await nextMacrotask()
    expect(changes(before, everything())).toEqual([])
    expect(await replay()).toMatchObject({ verdict: 'match' })
    await nextMacrotask()
    expect(changes(before, everything())).toEqual([])
  })

  test('and before that it was not', () => {
    const release = holdPatches(ALL)
    expect(changes(before, everything())).toMatchInlineSnapshot(`
      [
        "global Date value",
        "Date now value",
        "Date.prototype constructor value",
        "Math random value",
        "process env value",
        "node:crypto randomBytes value",
        "node:crypto randomFill value",
        "node:crypto randomFillSync value",
        "node:crypto randomInt value",
        "node:crypto randomUUID value",
        "node:crypto, as it is imported randomBytes value",
        "node:crypto, as it is imported randomFill value",
        "node:crypto, as it is imported randomFillSync value",
        "node:crypto, as it is imported randomInt value",
        "node:crypto, as it is imported randomUUID value",
        "Crypto.prototype getRandomValues value",
        "Crypto.prototype randomUUID value",
        "Performance.prototype now value",
      ]
    `)
    expect(isStandIn(namespace.randomUUID)).toBe(true)
    release()
    release()
  })

  test('a replay of a call that read nothing touches nothing', async () => {
    let inReplay = new Map<string, unknown>()
    const { replay } = await recorded(() => {
      inReplay = everything()
    })
    expect(changes(before, inReplay)).toContain('Math random value')
    await nextMacrotask()
    await replay()
    expect(changes(before, inReplay)).toEqual([])
  })

  test('in whatever order they are let go of', () => {
    const [one, two, three] = [holdPatches(ALL), holdPatches(['clock']), holdPatches(ALL)]
    one()
    three()
    one()
    expect(isStandIn(Date)).toBe(true)
    expect(isStandIn(Math.random)).toBe(false)
    two()
  })

  test('opening and closing thousands of times leaves nothing behind', async () => {
    setFlagsFromString('--expose-gc')
    const gc = runInNewContext('gc') as () => void
    const used = async (): Promise<number> => {
      // A turn, as what a WeakRef was asked for is kept until then.
      await new Promise((resolve) => setImmediate(resolve))
      gc()
      return process.memoryUsage().heapUsed
    }
    // What leaks grows in every round; compiled code and filled caches only in some.
    const left: number[] = []
    for (let round = 0; round < 5; round++) {
      const before = await used()
      for (let i = 0; i < 500; i++) holdPatches(ALL)()
      left.push((await used()) - before)
    }
    expect(Math.min(...left), left.join(', ')).toBeLessThan(100_000)
  })
})

describe('where there is no scope', () => {
  test('the machine answers', () => {
    const release = holdPatches(ALL)
    const [first, real] = [Date.now(), wallClock()]
    const values = [Math.random(), Math.random()]
    process.env['RETRIAL_TEST_A'] = 'a'
    const seen = [process.env['RETRIAL_TEST_A'], original(process).env['RETRIAL_TEST_A']]
    delete process.env['RETRIAL_TEST_A']
    release()
    expect(Math.abs(first - real)).toBeLessThan(1_000)
    expect(values[0]).not.toBe(values[1])
    expect(seen).toEqual(['a', 'a'])
    expect('RETRIAL_TEST_A' in process.env).toBe(false)
  })

  test('nor where the scope answers for nothing', () => {
    const release = holdPatches(ALL)
    const [shown, random] = answered({}, () => [Date.now(), Math.random()])
    release()
    expect(Math.abs(shown - Date.now())).toBeLessThan(1_000)
    expect(random).toBeGreaterThanOrEqual(0)
  })
})

describe('Date is still Date', () => {
  test.each<[string, () => unknown]>([
    ['instanceof', () => new Date() instanceof Date && new Date(5) instanceof Date],
    ['instanceof, of a date from before', () => early instanceof Date && early.constructor === Date],
    ['constructor', () => new Date().constructor === Date && Date.prototype.constructor === Date],
    ['structuredClone', () => structuredClone(new Date()) instanceof Date],
    ['structuredClone keeps the time', () => structuredClone(new Date()).getTime() === YEAR_2000],
    ['statics', () => Date.UTC(1970, 0, 2) === 864e5 && Date.parse('1970-01-02T00:00:00Z') === 864e5],
    ['arguments', () => new Date(2026, 0, 31).getDate() === 31 && new Date('1970').getTime() === 0],
    ['undefined is an argument', () => Number.isNaN(new Date(undefined as never).getTime())],
    ['called as a function', () => Date() === new Date(YEAR_2000).toString() && (Date as any)(5) === Date()],
    ['its name and length', () => Date.name === 'Date' && Date.length === 7 && Date.now.name === 'now'],
    ['looks native', () => Function.prototype.toString.call(Date).includes('[native code]')],
    ['inspected', () => Object.prototype.toString.call(new Date()) === '[object Date]'],
    ['what it does', () => new Date().toISOString() === '2000-01-01T00:00:00.000Z'],
    ['with another target', () => Reflect.construct(Date, [], Array) instanceof Array],
    [
      'subclassed',
      () => {
        class Stamp extends Date {
          mine = (): boolean => true
        }
        const stamp = new Stamp()
        return (
          stamp.mine() && stamp instanceof Stamp && stamp instanceof Date && stamp.getTime() === YEAR_2000
        )
      },
    ],
  ])('%s', (_what, holds) => {
    const release = holdPatches(ALL)
    const held = answered(year2000, holds)
    release()
    expect(held).toBe(true)
  })

  test('a subclass made in a scope works after it', () => {
    const release = holdPatches(ALL)
    const Stamp = answered(year2000, () => class extends Date {})
    release()
    expect(Math.abs(new Stamp().getTime() - Date.now())).toBeLessThan(1_000)
    expect(new Stamp()).toBeInstanceOf(Date)
  })

  const early = new Date()
})

describe('fakes', () => {
  test('that were there before win, and are there after', () => {
    vi.useFakeTimers({ now: 7 })
    const { Date: fake } = globalThis
    const release = holdPatches(ALL)
    expect(answered(year2000, () => [Date.now(), new Date().getTime(), globalThis.Date === fake])).toEqual([
      7,
      7,
      true,
    ])
    release()
    expect(globalThis.Date).toBe(fake)
  })

  test('that were there before and end in the scope give the real clock back', () => {
    vi.useFakeTimers({ now: 7 })
    const release = holdPatches(ALL)
    vi.useRealTimers()
    release()
    expect(Math.abs(Date.now() - wallClock())).toBeLessThan(1_000)
  })

  test('that begin and end in the scope', () => {
    const release = holdPatches(ALL)
    const shown = answered(year2000, () => {
      vi.useFakeTimers({ now: 7 })
      const faked = [Date.now(), new Date().getTime(), performance.now()]
      vi.advanceTimersByTime(10)
      faked.push(Date.now(), performance.now())
      vi.useRealTimers()
      return [...faked, Date.now(), performance.now()]
    })
    release()
    expect(shown).toEqual([7, 7, 0, 17, 10, YEAR_2000, 5])
  })

  test('that begin in the scope and end after it: what they put back does no harm', () => {
    const release = holdPatches(ALL)
    vi.useFakeTimers({ now: 7 })
    release()
    expect(Date.now()).toBe(7)
    vi.useRealTimers()
    // The stand-in is back, and nobody holds it.
    expect(isStandIn(Date)).toBe(true)
    expect(Math.abs(Date.now() - wallClock())).toBeLessThan(1_000)
    expect(new Date()).toBeInstanceOf(Date)
    // The next one takes it away.
    holdPatches(ALL)()
    expect(isStandIn(Date)).toBe(false)
  })

  test.each<[string, () => void]>([
    ['Math.random', () => vi.spyOn(Math, 'random').mockReturnValue(0.5)],
    ['Date.now', () => vi.spyOn(Date, 'now').mockReturnValue(0.5)],
    ['crypto.randomUUID', () => vi.spyOn(globalThis.crypto, 'randomUUID').mockReturnValue(0.5 as never)],
    ['randomBytes', () => vi.spyOn(crypto, 'randomBytes').mockReturnValue(0.5 as never)],
    ['performance.now', () => vi.spyOn(performance, 'now').mockReturnValue(0.5)],
  ])('a spy on %s wins, before and inside', (name, spy) => {
    const read: Record<string, () => unknown> = {
      'Math.random': () => Math.random(),
      'Date.now': () => Date.now(),
      'crypto.randomUUID': () => globalThis.crypto.randomUUID(),
      randomBytes: () => crypto.randomBytes(1),
      'performance.now': () => performance.now(),
    }
    const chance = {
      random: () => 0.1,
      int: () => 1,
      uuid: () => 'x',
      bytes: (size: number) => Buffer.alloc(size),
    }
    spy()
    let release = holdPatches(ALL)
    expect(answered({ ...year2000, chance }, read[name]!)).toBe(0.5)
    release()
    expect(read[name]!()).toBe(0.5)
    vi.restoreAllMocks()

    release = holdPatches(ALL)
    spy()
    expect(answered({ ...year2000, chance }, read[name]!)).toBe(0.5)
    vi.restoreAllMocks()
    release()
  })

  test('vi.setSystemTime without fake timers', () => {
    vi.setSystemTime(7)
    const release = holdPatches(ALL)
    expect(answered(year2000, () => Date.now())).toBe(7)
    release()
    expect(Date.now()).toBe(7)
  })
})

describe('the time that Retrial itself reads', () => {
  test('is the real one in a scope', () => {
    const release = holdPatches(ALL)
    const [clock, timer] = answered(year2000, () => [wallClock(), now()])
    release()
    expect(Math.abs(clock - Date.now())).toBeLessThan(1_000)
    expect(Math.abs(timer - hooks.now())).toBeLessThan(1_000)
  })
})
