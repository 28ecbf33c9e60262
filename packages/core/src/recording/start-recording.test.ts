import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startHttpServer } from '@retrial/fixtures'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { decision } from '../decision/decision.js'
import { freshName } from '../effects/testing/round-trip.js'
import { isReplayError, UsageError } from '../errors.js'
import { setLimits } from '../limits.js'
import { ReplayEngine } from '../replay/replay-engine.js'
import type { DecisionSnapshot } from '../snapshot/types.js'
import { openStore } from '../store/open-store.js'
import type { SnapshotQuery, SnapshotStore } from '../store/store.js'
import { capture } from './capture.js'
import { startRecording, type RecordingOptions, type StopRecording } from './start-recording.js'

const stops: StopRecording[] = []

async function start(options: RecordingOptions): Promise<StopRecording> {
  const stop = await startRecording(options)
  stops.push(stop)
  return stop
}

afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
  setLimits({})
})

async function all(store: SnapshotStore, query: SnapshotQuery = {}): Promise<DecisionSnapshot[]> {
  const found: DecisionSnapshot[] = []
  for await (const snapshot of store.query(query)) found.push(snapshot)
  return found
}

const codes = (errors: readonly unknown[]): unknown[] =>
  errors.map((error) => (isReplayError(error) ? error.code : error))

describe('a running process', () => {
  test('its decisions are recorded and can be replayed', async () => {
    const server = await startHttpServer((_request, response) => {
      response.end('monday')
    })
    const ask = decision(freshName(), async (url: string) => (await fetch(url)).text())
    const store = await openStore('memory:')
    const stop = await start({ store, tags: { stage: 'prod' } })
    expect(await ask(server.url)).toBe('monday')
    await stop()
    await server.close()

    const [snapshot, ...rest] = await all(store)
    expect(rest).toEqual([])
    expect(snapshot).toMatchObject({ outputs: [{ value: 'monday' }], tags: { stage: 'prod' } })
    expect(snapshot!.effects).toHaveLength(1)
    expect(await new ReplayEngine(store).replay(snapshot!)).toMatchObject({ verdict: 'match' })
  })

  test('values, throws and synchronous answers reach the caller as they are', async () => {
    const store = await openStore('memory:')
    const thrown = new TypeError('no')
    const sync = decision(freshName(), (value: number) => value + 1)
    const answer = { same: 'object' }
    const later = decision(freshName(), async () => answer)
    const throws = decision(freshName(), () => {
      throw thrown
    })
    const rejects = decision(freshName(), async () => {
      throw thrown
    })
    const stop = await start({ store })
    expect(sync(1)).toBe(2)
    expect(await later()).toBe(answer)
    expect(() => throws()).toThrow(thrown)
    await expect(rejects()).rejects.toBe(thrown)
    await stop()
    const kept = await all(store)
    expect(kept.map(({ error, outputs: [output] }) => error?.name ?? output?.value)).toEqual(
      expect.arrayContaining([2, answer, 'TypeError', 'TypeError']),
    )
  })

  test('a query that runs when it is awaited runs once', async () => {
    const store = await openStore('memory:')
    const run = vi.fn((resolve: (rows: number[]) => void) => {
      resolve([1, 2])
    })
    const query = decision(freshName(), () => ({ then: run }) as unknown as PromiseLike<number[]>)
    const stop = await start({ store })
    expect(await query()).toEqual([1, 2])
    await stop()
    expect(run).toHaveBeenCalledTimes(1)
    expect(await all(store)).toMatchObject([{ outputs: [{ value: [1, 2] }] }])
  })

  test('`this` reaches the function', async () => {
    const store = await openStore('memory:')
    const desk = {
      name: 'a',
      ask: decision(freshName(), function (this: { name: string }) {
        return this.name
      }),
    }
    const stop = await start({ store })
    expect(desk.ask()).toBe('a')
    await stop()
    expect(await all(store)).toHaveLength(1)
  })

  test('a decision in a decision is part of it', async () => {
    const store = await openStore('memory:')
    const inner = decision(freshName(), () => 1)
    const outer = decision(freshName(), () => inner() + 1)
    const stop = await start({ store })
    outer()
    await stop()
    expect((await all(store)).map(({ functionName }) => functionName)).toHaveLength(1)
  })

  test('what is captured or replayed is not recorded a second time', async () => {
    const store = await openStore('memory:')
    const decided = decision(freshName(), () => 1)
    const stop = await start({ store })
    const { snapshot } = await capture(() => decided())
    await new ReplayEngine(store).replay(snapshot)
    await stop()
    expect(await all(store)).toEqual([])
  })

  test('200 at once do not mix', async () => {
    const store = await openStore('memory:')
    const server = await startHttpServer((request, response) => {
      response.end(request.url)
    })
    const ask = decision(freshName(), async (path: string) => (await fetch(server.url + path)).text())
    const stop = await start({ store })
    await Promise.all(Array.from({ length: 200 }, (_item, index) => ask(`/${index}`)))
    await stop()
    await server.close()
    const kept = await all(store)
    expect(kept).toHaveLength(200)
    for (const { inputs, outputs, effects } of kept) {
      expect(outputs[0]!.value).toBe(inputs[0]!.value)
      expect(effects).toHaveLength(1)
    }
  })
})

describe('after the end', () => {
  test('nothing is recorded, and ending twice is fine', async () => {
    const store = await openStore('memory:')
    const decided = decision(freshName(), () => 1)
    const stop = await start({ store })
    await Promise.all([stop(), stop()])
    decided()
    await stop()
    expect(await all(store)).toEqual([])
  })

  test('a call that was under way is stored', async () => {
    const store = await openStore('memory:')
    let answer = (_text: string): void => undefined
    const slow = decision(freshName(), async () => new Promise<string>((resolve) => (answer = resolve)))
    const stop = await start({ store })
    const called = slow()
    const stopped = stop()
    answer('late')
    await called
    await stopped
    expect(await all(store)).toMatchObject([{ outputs: [{ value: 'late' }] }])
  })

  test('a call that never ends holds nothing up for good', async () => {
    setLimits({ timeoutMs: 20 })
    const store = await openStore('memory:')
    const never = decision(freshName(), async () => new Promise<void>(() => undefined))
    const stop = await start({ store })
    void never()
    await stop()
    expect(await all(store)).toEqual([])
  })

  test('a store of its own is closed, one that was handed over is not', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'retrial-recording-'))
    const decided = decision(freshName(), () => 1)
    const url = `sqlite:${folder}/prod.db`
    const stop = await start({ store: url })
    for (let call = 0; call < 250; call++) decided()
    await stop()
    const store = await openStore(url)
    expect(await store.verify()).toEqual({ checked: 250, problems: [] })
    const again = await start({ store })
    decided()
    await again()
    expect(await all(store)).toHaveLength(251)
    await store.close()
    await rm(folder, { recursive: true })
  })
})

describe('what cannot be recorded', () => {
  test.each<[string, unknown[], () => unknown]>([
    ['an argument', [() => 1], () => 1],
    ['an answer', [1], () => () => 1],
  ])('%s: the call is made all the same, once', async (_case, args, fn) => {
    const store = await openStore('memory:')
    const errors: unknown[] = []
    const spy = vi.fn(fn)
    const name = freshName()
    const decided = decision(name, spy as (...given: unknown[]) => unknown)
    const stop = await start({
      store,
      onError: (error, functionName) => errors.push(error, functionName),
    })
    expect(decided(...args)).toBeDefined()
    await stop()
    expect(spy).toHaveBeenCalledTimes(1)
    expect(codes(errors)).toEqual(['NOT_SERIALIZABLE', name])
    expect(await all(store)).toEqual([])
  })

  test('one that the store refuses does not take the others with it', async () => {
    const store = await openStore('memory:')
    const errors: unknown[] = []
    const refusing = Object.assign(Object.create(store) as SnapshotStore, {
      saveMany: (snapshots: DecisionSnapshot[]) =>
        snapshots.some(({ inputs }) => inputs[0]!.value === 3)
          ? Promise.reject(new UsageError('DUPLICATE_ID', 'taken'))
          : store.saveMany(snapshots),
    })
    const decided = decision(freshName(), (value: number) => value)
    const stop = await start({ store: refusing, onError: (error) => errors.push(error) })
    for (let call = 0; call < 5; call++) decided(call)
    await stop()
    expect((await all(store)).map(({ outputs }) => outputs[0]!.value).sort()).toEqual([0, 1, 2, 4])
    expect(codes(errors)).toEqual(['DUPLICATE_ID'])
  })

  test('more than wait for a slow store are dropped and told', async () => {
    setLimits({ unsavedRecordings: 10 })
    const store = await openStore('memory:')
    const errors: unknown[] = []
    const decided = decision(freshName(), (value: number) => value)
    const stop = await start({ store, onError: (error) => errors.push(error) })
    for (let call = 0; call < 25; call++) decided(call)
    await stop()
    expect(await all(store)).toHaveLength(10)
    expect(codes(errors)).toEqual(Array.from({ length: 15 }, () => 'RECORDING_FAILED'))
  })
})

describe('a sample', () => {
  test('is about that share of the calls', async () => {
    const store = await openStore('memory:')
    const decided = decision(freshName(), () => 1)
    const stop = await start({ store, sample: 0.2 })
    for (let call = 0; call < 900; call++) decided()
    await stop()
    // Six standard deviations around 180.
    const { length } = await all(store)
    expect(length).toBeGreaterThan(108)
    expect(length).toBeLessThan(252)
  })
})

describe('options', () => {
  test.each<[string, object, string]>([
    ['no store', {}, 'store must be a store or the URL of one, it is undefined'],
    ['an empty store', { store: '' }, 'store must be'],
    [
      'a sample of 0',
      { store: 'memory:', sample: 0 },
      'sample must be a number above 0 and up to 1, it is 0',
    ],
    ['a sample of 5', { store: 'memory:', sample: 5 }, 'sample must be'],
    ['a sample of NaN', { store: 'memory:', sample: Number.NaN }, 'sample must be'],
    ['tags of numbers', { store: 'memory:', tags: { a: 1 } }, 'tags must be texts'],
    ['tags that are no object', { store: 'memory:', tags: null }, 'tags must be texts'],
    ['a listener that is none', { store: 'memory:', onError: 'log' }, 'onError must be a function'],
    ['a typo', { store: 'memory:', sampel: 1 }, 'no option "sampel"'],
    ['an unknown kind of store', { store: 'mysql:x' }, 'mysql'],
  ])('%s', async (_case, options, text) => {
    await expect(startRecording(options as RecordingOptions)).rejects.toMatchObject({
      code: 'INVALID_OPTION',
      message: expect.stringContaining(text) as string,
    })
  })

  test('two at once', async () => {
    await start({ store: 'memory:' })
    await expect(startRecording({ store: 'memory:' })).rejects.toMatchObject({ code: 'INVALID_OPTION' })
  })

  test('two in the same turn: one of them', async () => {
    const both = await Promise.allSettled([start({ store: 'memory:' }), start({ store: 'memory:' })])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })
})
