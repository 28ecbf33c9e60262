import { startHttpServer } from '@retrial/fixtures'
import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { decision } from '../../decision/decision.js'
import { effect } from '../../decision/effect.js'
import { isStandIn } from '../../original.js'
import { capture, captureSettled } from '../../recording/capture.js'
import { ReplayEngine } from '../../replay/replay-engine.js'
import { openStore } from '../../store/open-store.js'
import { nextMacrotask } from '../../timers.js'
import { exchanges, freshName, roundTrip } from '../testing/round-trip.js'
import { recorded } from './testing/recorded.js'

afterEach(async () => {
  // Named imports see what was put in place one turn longer.
  await nextMacrotask()
  expect([Date, Math.random, randomUUID, process.env].map(isStandIn)).toEqual([false, false, false, false])
})

test('fifty calls at once do not mix, neither recorded nor replayed', async () => {
  const code = async (id: number): Promise<unknown[]> => {
    const seen: unknown[] = []
    for (let round = 0; round < 5; round++) {
      seen.push(Math.random(), randomUUID(), Date.now(), process.env['RETRIAL_TEST_ID'])
      process.env['RETRIAL_TEST_ID'] = String(id)
      await delay(Math.random() * 5)
    }
    return seen
  }
  const decided = decision(freshName(), code, { env: ['RETRIAL_TEST_ID'] })
  const store = await openStore('memory:')
  const calls = await Promise.all(
    Array.from({ length: 50 }, async (_, id) => {
      await delay(Math.random() * 10)
      return capture(() => decided(id), { store })
    }),
  )
  const seeds = calls.map(({ snapshot }) => snapshot.determinism!.seed)
  expect(new Set(seeds).size).toBe(50)
  expect(process.env['RETRIAL_TEST_ID']).toBeUndefined()
  const engine = new ReplayEngine(store, { mode: 'strict' })
  for (let round = 0; round < 3; round++) {
    const results = await engine.replayBatch(
      calls.map(({ snapshot }) => snapshot.id),
      { concurrency: 50 },
    )
    expect(results.map(({ verdict }) => verdict)).toEqual(calls.map(() => 'match'))
  }
})

describe('HTTP', () => {
  test('a prompt with the time of day and a request id of chance matches later', async () => {
    const { snapshot, replay } = await roundTrip(
      async (request, response) => {
        let body = ''
        for await (const chunk of request) body += String(chunk)
        response.end(`answer to ${body}`)
      },
      async (url) => {
        const body = JSON.stringify({ id: randomUUID(), prompt: `It is ${new Date().toISOString()}.` })
        const first = await (await fetch(url, { method: 'POST', body })).text()
        const second = await fetch(`${url}?after=${Date.now()}`, { headers: { 'x-id': randomUUID() } })
        return [first, await second.text(), randomUUID()]
      },
    )
    expect(replay).toMatchObject({ verdict: 'match', misses: [], unused: [] })
    expect(snapshot.determinism!.clock!.readings.map(([contacts]) => contacts)).toEqual([0, 1])
    expect(exchanges(snapshot)).toHaveLength(2)
  })

  test('what fetch itself reads is not kept, and fetch works', async () => {
    const { snapshot, replay } = await roundTrip(
      (_request, response) => {
        response.end('x'.repeat(100_000))
      },
      async (url) =>
        (await (await fetch(url, { method: 'POST', body: new URLSearchParams('a=b') })).text()).length,
    )
    expect(replay.verdict).toBe('match')
    expect(snapshot).not.toHaveProperty('determinism')
  })
})

test('one reading more before a contact does not shift those after it', async () => {
  let more = 0
  const { replay } = await recorded(async () => {
    const seen = [Date.now(), performance.now()]
    for (let i = 0; i < more; i++) seen.concat(Date.now(), performance.now())
    await effect('wait', () => delay(10))
    return [...seen, Date.now(), performance.now()]
  })
  more = 2
  expect(await replay()).toMatchObject({ verdict: 'match' })
})

describe('the end of a scope', () => {
  test.each<[string, () => Promise<unknown>]>([
    [
      'a throw',
      () =>
        captureSettled(() =>
          decision(freshName(), () => {
            throw new Error('x')
          })(),
        ),
    ],
    [
      'a rejection',
      () => captureSettled(() => decision(freshName(), async () => Promise.reject(new Error('x')))()),
    ],
    ['an output that cannot be kept', () => capture(() => decision(freshName(), () => () => 1)())],
    ['an input that cannot be kept', () => capture(() => decision(freshName(), (_x: unknown) => 1)(() => 1))],
    [
      'two decisions',
      () => {
        const two = decision(freshName(), async () => 1)
        return capture(() => Promise.all([two(), two()]))
      },
    ],
    ['a synchronous call', () => capture(() => decision(freshName(), () => Date.now())())],
  ])('%s: everything is as before', async (_what, call) => {
    await call().catch(() => undefined)
    await delay(5)
    expect(isStandIn(Date)).toBe(false)
  })

  test.each<[string, object, string]>([
    ['in time-out', { timeoutMs: 20 }, 'timeout'],
    ['by a signal', { signal: AbortSignal.timeout(20) }, 'rejected'],
  ])('of a replay that is stopped %s', async (_how, options, expected) => {
    let wait = 0
    const decided = decision(freshName(), async () => {
      const at = Date.now()
      await delay(wait)
      return at
    })
    const { snapshot } = await capture(() => decided())
    wait = 60
    const engine = new ReplayEngine(await openStore('memory:'))
    const verdict = engine.replay(snapshot, options).then(
      ({ verdict }) => verdict,
      () => 'rejected',
    )
    expect(await verdict).toBe(expected)
    expect(isStandIn(Date)).toBe(false)
  })

  test('what a call left running sees the machine again', async () => {
    let late: Promise<number> | undefined
    const { snapshot } = await recorded(() => {
      late = delay(30).then(() => Date.now())
      return 1
    })
    expect(Math.abs((await late!) - Date.now())).toBeLessThan(1_000)
    expect(snapshot).not.toHaveProperty('determinism')
  })

  test('what was begun and not waited for still counts in this turn', async () => {
    const { snapshot, replay } = await recorded(() => {
      void Promise.resolve().then(() => effect(`late ${Date.now()}`, () => 1))
      return 1
    })
    expect(snapshot.determinism!.clock!.readings).toHaveLength(1)
    expect(await replay()).toMatchObject({ verdict: 'match' })
  })
})

describe('two copies of the package in one process', () => {
  test('share what they put in place, in any order', async () => {
    const one = await import('./hold-patches.js')
    vi.resetModules()
    const two = await import('./hold-patches.js')
    expect(two.holdPatches).not.toBe(one.holdPatches)
    for (const [first, second] of [
      [one, two],
      [two, one],
    ] as const) {
      for (const firstOut of [true, false]) {
        const releases = [first.holdPatches(['clock', 'chance']), second.holdPatches(['clock', 'chance'])]
        const { Date: shared } = globalThis
        ;(firstOut ? releases : releases.reverse())[0]!()
        expect(globalThis.Date).toBe(shared)
        for (const release of releases) release()
        expect(isStandIn(Date)).toBe(false)
      }
    }
  })
})

test('a server of the same process, outside the scope, has the clock of the machine', async () => {
  const year2000 = Date.UTC(2000)
  const seen: number[] = []
  const server = await startHttpServer((_request, response) => {
    seen.push(Date.now())
    response.end('x')
  })
  const decided = decision(freshName(), async (url: string) => {
    await (await fetch(url)).text()
    return Date.now()
  })
  const { snapshot } = await capture(() => decided(server.url))
  await server.close()
  snapshot.determinism!.clock!.start = new Date(year2000).toISOString()
  const result = await new ReplayEngine(await openStore('memory:')).replay(snapshot)
  expect(new Date(result.replayOutput as number).getUTCFullYear()).toBe(2000)
  expect(Math.abs(seen[0]! - Date.now())).toBeLessThan(10_000)
})
