import { startHttpServer, type HttpServer } from '@retrial/fixtures'
import * as esm from '@retrial/core'
import * as esmMatchers from '@retrial/core/matchers'
import { channel } from 'node:diagnostics_channel'
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

/** The package as an application meets it whose own code is ESM, and one of whose dependencies is CommonJS. */
const require = createRequire(import.meta.url)
const cjs = require('@retrial/core') as typeof esm
const cjsMatchers = require('@retrial/core/matchers') as typeof esmMatchers

const PAIRS = [
  ['ESM', 'CommonJS', esm, cjs],
  ['CommonJS', 'ESM', cjs, esm],
] as const
const SLOT = Symbol.for('undici.globalDispatcher.1')
const host = globalThis as unknown as Record<symbol, object>

let server: HttpServer
let served = 0
beforeAll(async () => {
  server = await startHttpServer((request, response) => {
    request.resume().on('end', () => response.end(`answer ${++served}`))
  })
})
beforeEach(() => {
  served = 0
})
afterAll(() => server.close())

/** A decision with one request, and one call wrapped by each copy. */
function ask(name: string, maker: typeof esm, other: typeof esm): (url: string) => Promise<string[]> {
  let calls = 0
  return maker.decision(name, async (url: string) => [
    await (await fetch(url, { method: 'POST', body: 'question' })).text(),
    await maker.effect('own', async () => `call ${++calls}`),
    await other.effect('of the other', async () => `call ${++calls}`),
  ])
}

test('there are two copies', () => {
  expect(cjs.decision).not.toBe(esm.decision)
  expect(cjs.ReplayEngine).not.toBe(esm.ReplayEngine)
})

test('the dispatcher is wrapped once, and what escapes is heard once', async () => {
  const decided = ask('once', esm, cjs)
  const untapped = host[SLOT]
  await esm.capture(() => decided(server.url))
  const [tapped, listeners] = [host[SLOT], subscribers()]
  expect(tapped).not.toBe(untapped)
  expect(listeners).toEqual([1, 1, 1])
  for (const { capture } of [cjs, esm, cjs, esm]) await capture(() => decided(server.url))
  expect(host[SLOT]).toBe(tapped)
  expect(subscribers()).toEqual(listeners)
})

describe.each(PAIRS)('a decision made by the %s copy', (kind, _other, maker, other) => {
  test('is recorded and replayed by the other, each contact once', async () => {
    const decided = ask(`made by ${kind}`, maker, other)
    const store = await other.openStore('memory:')
    // Both have put in their taps by now.
    await maker.capture(() => decided(server.url))
    const { value, snapshot } = await other.capture(() => decided(server.url), { store })
    expect(served).toBe(2)
    expect(value).toEqual(['answer 2', 'call 3', 'call 4'])
    expect(snapshot.effects.map((effect) => effect.kind)).toEqual(['http', 'call', 'call'])

    const replays = [
      // By its name, from the registry of the other copy.
      await new other.ReplayEngine(store).replay(snapshot.id),
      await new maker.ReplayEngine(await maker.openStore('memory:')).replay(snapshot),
      await new other.ReplayEngine(store).replay(snapshot.id),
    ]
    expect(replays.map(({ verdict, replayOutput }) => [verdict, replayOutput])).toEqual(
      replays.map(() => ['match', value]),
    )
    expect(served).toBe(2)
  })

  test('is part of one made by the other that calls it', async () => {
    const inner = ask(`inner of ${kind}`, maker, other)
    const outer = other.decision(`outer around ${kind}`, async (url: string) => [
      ...(await inner(url)),
      ...(await inner(url)),
    ])
    const { snapshot } = await maker.capture(() => outer(server.url))
    expect(snapshot.functionName).toBe(`outer around ${kind}`)
    expect(snapshot.effects).toHaveLength(6)
    const store = await maker.openStore('memory:')
    expect(await new maker.ReplayEngine(store).replay(snapshot)).toMatchObject({ verdict: 'match' })
  })

  test('is found by the matchers of the other', async ({ onTestFinished }) => {
    const root = mkdtempSync(join(tmpdir(), 'retrial-'))
    onTestFinished(() => {
      rmSync(root, { recursive: true })
    })
    const decided = ask(`matched of ${kind}`, maker, other)
    const store = await maker.openStore('dir:decisions', { cwd: root })
    await maker.capture(() => decided(server.url), { store })
    const { Attempt, createMatchers, beginRun } = other === esm ? esmMatchers : cjsMatchers
    beginRun({ root })
    const { toReplayMatching } = createMatchers({
      acceptCommand: 'vitest -u',
      wraps: 0,
      attempt: () => new Attempt({ report: () => undefined }),
    })
    const context = { promise: '', snapshotState: { _updateSnapshot: 'none' } } as ThisParameterType<
      typeof toReplayMatching
    >
    expect(await toReplayMatching.call(context, decided)).toMatchObject({ pass: true })
  })

  test('gives its name to no other: that is an error in both', () => {
    ask(`taken by ${kind}`, maker, other)
    expect(() => other.decision(`taken by ${kind}`, () => 1)).toThrow(
      expect.objectContaining({ code: 'DECISION_CONFLICT' }),
    )
  })

  test('misses the tape with an error that both know', async () => {
    const decided = other.decision(`asks more than ${kind}`, async (more: boolean) =>
      more ? maker.effect('more', async () => 1) : 0,
    )
    const { snapshot } = await other.capture(() => decided(false))
    const asksMore = { ...snapshot, inputs: [{ name: 'input', value: true, dataType: 'boolean' }] }
    const store = await maker.openStore('memory:')
    const { verdict } = await new maker.ReplayEngine(store).replay({
      ...asksMore,
      contentHash: maker.contentHash(asksMore),
    })
    expect(verdict).toBe('miss')
    const refused = maker.capture(() => 1)
    await expect(refused).rejects.toSatisfy((error) => other.isReplayError(error))
  })
})

/** How many listen to what the guard listens to. Node counts them in a field that has no name in the documentation. */
function subscribers(): (number | undefined)[] {
  return ['undici:request:create', 'http.client.request.start', 'http.client.request.error'].map(
    (name) => (channel(name) as { _subscribers?: unknown[] })._subscribers?.length,
  )
}
