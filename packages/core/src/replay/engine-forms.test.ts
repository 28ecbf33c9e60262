import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { decision } from '../decision/decision.js'
import { effect } from '../decision/effect.js'
import { freshName } from '../effects/testing/round-trip.js'
import { policy } from '../policy/index.js'
import { capture } from '../recording/capture.js'
import { openStore } from '../store/open-store.js'
import type { SnapshotStore } from '../store/store.js'
import { ReplayEngine } from './replay-engine.js'
import type { ReplayResult } from './types.js'

let store: SnapshotStore
let engine: ReplayEngine
const folders: string[] = []

beforeEach(async () => {
  store = await openStore('memory:')
  engine = new ReplayEngine(store)
})

afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true })
})

async function numbers(count: number, code: (n: number) => unknown = (n) => n) {
  const name = freshName()
  const run = vi.fn(code)
  const decided = decision(name, run as (n: number) => unknown)
  for (let n = 0; n < count; n++) {
    await capture(() => decided(n), {
      store,
      id: `${name.replaceAll(' ', '-')}/${String(n).padStart(4, '0')}`,
    })
  }
  run.mockClear()
  return { name, run }
}

describe('replayStream', () => {
  test('gives the results in the order of the targets', async () => {
    const { name } = await numbers(20, async (n) => {
      await new Promise((resolve) => setTimeout(resolve, n % 3))
      return n
    })
    const seen: unknown[] = []
    for await (const { verdict, replayOutput } of engine.replayStream({ functionName: name })) {
      seen.push([verdict, replayOutput])
    }
    expect(seen).toEqual(Array.from({ length: 20 }, (_item, n) => ['match', n]))
  })

  test('draws no more than it may have under way', async () => {
    const { name } = await numbers(50)
    let drawn = 0
    async function* targets() {
      for await (const snapshot of store.query({ functionName: name })) {
        drawn++
        yield snapshot
      }
    }
    let taken = 0
    for await (const _result of engine.replayStream(targets(), { concurrency: 3 })) {
      expect(drawn - taken).toBeLessThanOrEqual(3)
      taken++
    }
    expect(taken).toBe(50)
  })

  test('whoever stops taking stops it', async () => {
    const { name, run } = await numbers(50)
    const closed = vi.fn()
    async function* targets() {
      try {
        yield* store.query({ functionName: name })
      } finally {
        closed()
      }
    }
    for await (const _result of engine.replayStream(targets(), { concurrency: 2 })) break
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(run.mock.calls.length).toBeLessThanOrEqual(3)
    expect(closed).toHaveBeenCalledTimes(1)
  })

  test('one that is missing is one result', async () => {
    const { name } = await numbers(2)
    const ids = [`${name.replaceAll(' ', '-')}/0000`, 'nowhere', `${name.replaceAll(' ', '-')}/0001`]
    const seen: ReplayResult[] = []
    for await (const result of engine.replayStream(ids)) seen.push(result)
    expect(seen.map(({ verdict }) => verdict)).toEqual(['match', 'missing', 'match'])
  })

  test('of nothing is empty', async () => {
    const seen: unknown[] = []
    for await (const result of engine.replayStream([])) seen.push(result)
    expect(seen).toEqual([])
  })

  test.each([[{ concurrency: 0 }], [{ concurrency: 1.5 }], [{ mode: 'loose' }]])(
    'wrong use: %j',
    async (options) => {
      await expect(engine.replayStream([], options as object).next()).rejects.toMatchObject({
        code: 'INVALID_OPTION',
      })
    },
  )
})

describe('replaySync', () => {
  test.each(['memory:', 'dir:', 'sqlite:'])('from %s', async (kind) => {
    const folder = await mkdtemp(join(tmpdir(), 'retrial-sync-'))
    folders.push(folder)
    store = await openStore(kind === 'memory:' ? kind : `${kind}${folder}/store`)
    engine = new ReplayEngine(store)
    const { name } = await numbers(1, (n) => effect('add', (a: number) => a + 1, n))
    const id = `${name.replaceAll(' ', '-')}/0000`
    const result = engine.replaySync(id)
    expect(result).toMatchObject({ verdict: 'match', replayOutput: 1 })
    const { verdict, status, outputsMatch, misses, unused, originalSnapshot } = await engine.replay(id)
    expect(result).toMatchObject({ verdict, status, outputsMatch, misses, unused, originalSnapshot })
    expect(engine.replaySync('nowhere')).toMatchObject({ verdict: 'missing' })
    await store.close()
    expect(() => engine.replaySync(id)).toThrow(expect.objectContaining({ code: 'STORE_CLOSED' }))
  })

  test('judges by a policy, and tells a miss', async () => {
    const { name } = await numbers(1, (n) => (n === 0 ? { n, at: 1 } : n))
    const id = `${name.replaceAll(' ', '-')}/0000`
    expect(engine.replaySync(id, { policy: policy('p').withinRange('output.at', { max: 0 }) })).toMatchObject(
      {
        verdict: 'violation',
      },
    )
    const other = decision(freshName(), () => 1)
    const { snapshot } = await capture(() => other(), { store })
    const fresh = freshName()
    decision(fresh, () => effect('new', () => 1))
    expect(engine.replaySync({ ...snapshot, functionName: fresh })).toMatchObject({ verdict: 'miss' })
  })

  test('a decision that gives a promise is refused, and its failure is nobody else’s', async () => {
    const { name } = await numbers(1, async (n) => {
      if (n === 0) return n
      throw new Error('unhandled')
    })
    const id = `${name.replaceAll(' ', '-')}/0000`
    expect(() => engine.replaySync(id)).toThrow(
      expect.objectContaining({ code: 'INVALID_OPTION', message: expect.stringContaining('Use replay()') }),
    )
  })

  test('a check that gives a promise is refused', async () => {
    const { name } = await numbers(1)
    const by = policy('p').satisfies('output', async () => true)
    expect(() => engine.replaySync(`${name.replaceAll(' ', '-')}/0000`, { policy: by })).toThrow(
      expect.objectContaining({ code: 'INVALID_OPTION' }),
    )
  })

  test.each([
    { effects: 'live' },
    { effects: 'live', trials: 2 },
    { trials: 0 },
    { pass: 'any' },
    { timeoutMs: 0 },
    { concurrency: 2 },
    null,
  ])('takes no %j', (options) => {
    expect(() => engine.replaySync('x', options as object)).toThrow(
      expect.objectContaining({ code: 'INVALID_OPTION' }),
    )
  })

  test('takes the options of replay()', async () => {
    let calls = 0
    const { name } = await numbers(1, () => calls++ - calls)
    const id = `${name.replaceAll(' ', '-')}/0000`
    calls = 0
    const options = { effects: 'recorded', trials: 3, pass: 'majority', timeoutMs: 5_000 } as const
    const result = engine.replaySync(id, options)
    expect(calls).toBe(3)
    expect(result).toMatchObject({ verdict: 'match', trials: { passed: 3, total: 3 } })
    expect(result.trials).toEqual((await engine.replay(id, options)).trials)
    const enough = new Error('enough')
    for (const each of [id, 'nowhere']) {
      expect(() => engine.replaySync(each, { signal: AbortSignal.abort(enough) })).toThrow(enough)
    }
  })

  test('trials on one recording that differ are nondeterministic', async () => {
    let calls = 0
    const { name } = await numbers(1, () => calls++)
    calls = 0
    const id = `${name.replaceAll(' ', '-')}/0000`
    expect(engine.replaySync(id, { trials: 5, pass: 'any' })).toMatchObject({
      verdict: 'nondeterministic',
      trials: { passed: 1, total: 2 },
      divergence: { at: 'output' },
    })
  })
})

describe('overrides.inputs', () => {
  async function doubled() {
    const decided = decision(freshName(), (value: number, by: { factor: number }) => value * by.factor, {
      inputs: ['value', 'by'],
    })
    const { snapshot } = await capture(() => decided(2, { factor: 3 }), { store })
    return snapshot.id
  }

  test('reach the function, are shown in the diff, and are no mismatch of their own', async () => {
    const id = await doubled()
    const result = await engine.replay(id, { overrides: { inputs: { value: 1, by: { factor: 6 } } } })
    expect(result).toMatchObject({ verdict: 'match', replayOutput: 6, diff: { inputsChanged: true } })
    expect(result.replayedSnapshot!.inputs.map(({ value }) => value)).toEqual([1, { factor: 6 }])
    expect(result.diff!.changes.map(({ fieldPath }) => fieldPath)).toEqual([
      'inputs.value',
      'inputs.by.factor',
    ])
    expect(result.originalSnapshot!.inputs[0]!.value).toBe(2)
  })

  test('what they change in the answer is judged', async () => {
    const id = await doubled()
    expect(await engine.replay(id, { overrides: { inputs: { value: 5 } } })).toMatchObject({
      verdict: 'mismatch',
      replayOutput: 15,
    })
    expect(engine.replaySync(id, { overrides: { inputs: { value: 5 } } })).toMatchObject({ replayOutput: 15 })
  })

  test('live, they are no mismatch of their own either', async () => {
    vi.stubEnv('CI', '')
    vi.stubEnv('RETRIAL_CI', '')
    const id = await doubled()
    const overrides = { inputs: { value: 1, by: { factor: 6 } } }
    expect(await engine.replay(id, { effects: 'live', overrides })).toMatchObject({
      verdict: 'match',
      diff: { inputsChanged: true },
    })
    vi.unstubAllEnvs()
  })

  test('each run gets them anew', async () => {
    const decided = decision(freshName(), (list: number[]) => list.push(9))
    const { snapshot } = await capture(() => decided([1]), { store })
    expect(await engine.replay(snapshot.id, { trials: 3 })).toMatchObject({ verdict: 'match' })
  })

  test('a name that was not recorded', async () => {
    const id = await doubled()
    await expect(engine.replay(id, { overrides: { inputs: { vlaue: 5 } } })).rejects.toMatchObject({
      code: 'INVALID_OPTION',
      message: expect.stringContaining('Did you mean "value"?'),
    })
  })

  test('a value that cannot be recorded', async () => {
    const id = await doubled()
    await expect(engine.replay(id, { overrides: { inputs: { value: () => 1 } } })).rejects.toMatchObject({
      code: 'NOT_SERIALIZABLE',
    })
  })

  test('the object that is handed over stays as it is', async () => {
    const decided = decision(freshName(), (list: number[]) => list.push(9))
    const { snapshot } = await capture(() => decided([1]), { store })
    const mine = [1, 2]
    await engine.replay(snapshot.id, { overrides: { inputs: { input: mine } } })
    expect(mine).toEqual([1, 2])
  })
})

test('stats by verdict, function, rule, and time', async () => {
  const { name } = await numbers(10)
  const by = policy('small').withinRange('output', { max: 6 })
  const stats = await engine.getReplayStats({ functionName: name }, { policy: by })
  expect(stats).toMatchObject({
    totalReplays: 10,
    successfulReplays: 7,
    failedReplays: 3,
    pendingReplays: 0,
    erroredReplays: 0,
    exactMatches: 10,
    successRate: 0.7,
    byVerdict: { match: 7, violation: 3 },
    byFunction: { [name]: { totalReplays: 10, successfulReplays: 7 } },
    byRule: { 'small › withinRange(output)': 3 },
    totalTokens: 0,
  })
  expect(stats.p50ExecutionTimeMs).toBeLessThanOrEqual(stats.p95ExecutionTimeMs)
  expect(stats.p95ExecutionTimeMs).toBeLessThanOrEqual(stats.p99ExecutionTimeMs)
  expect(stats).not.toHaveProperty('cost')
})
