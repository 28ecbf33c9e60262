import { beforeEach, describe, expect, test, vi } from 'vitest'
import { decision } from '../decision/decision.js'
import { freshName } from '../effects/testing/round-trip.js'
import { capture } from '../recording/capture.js'
import { openStore } from '../store/open-store.js'
import type { SnapshotStore } from '../store/store.js'
import type { ReplayProgress } from './progress.js'
import { ReplayEngine } from './replay-engine.js'

let store: SnapshotStore
let engine: ReplayEngine

beforeEach(async () => {
  store = await openStore('memory:')
  engine = new ReplayEngine(store)
})

/** Records `count` calls of one decision; later ones do as `code` says. */
async function some(count: number, code: (n: number) => unknown = () => 1) {
  let now: (n: number) => unknown = () => 1
  const run = vi.fn((n: number) => now(n))
  const name = freshName()
  const decided = decision(name, run)
  const ids: string[] = []
  for (let n = 0; n < count; n++) {
    const id = `case/${n}`
    await capture(() => decided(n), { store, id })
    ids.push(id)
  }
  run.mockClear()
  now = code
  return { ids, run, name }
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

test('each replay is told of when it begins, and when it has ended with what it came to', async () => {
  const { ids } = await some(2, (n) => n + 1)
  const seen: ReplayProgress[] = []
  const results = await engine.replayBatch([...ids, 'nowhere'], {
    concurrency: 1,
    onProgress: (progress) => seen.push(progress),
  })
  expect(seen).toEqual([
    { id: 'case/0', status: 'running', done: 0, total: 3 },
    { id: 'case/0', status: 'success', done: 1, total: 3, result: results[0] },
    { id: 'case/1', status: 'running', done: 1, total: 3 },
    { id: 'case/1', status: 'failed', done: 2, total: 3, result: results[1] },
    { id: 'nowhere', status: 'running', done: 2, total: 3 },
    { id: 'nowhere', status: 'failed', done: 3, total: 3, result: results[2] },
  ])
})

test('every status is really told', async () => {
  const answers = [{ a: 1, b: 1 }]
  const name = freshName()
  const decided = decision(name, () => answers[0], { outputs: 'keys' })
  const { snapshot } = await capture(() => decided())
  answers[0] = { a: 1, b: 2 }
  const pending = { ...snapshot, id: 'pending', functionName: 'registered nowhere' }
  const { ids } = await some(2, (n) => n + 1)
  const seen: string[] = []
  await engine.replayBatch([snapshot, pending, ...ids], { onProgress: ({ status }) => seen.push(status) })
  expect(new Set(seen)).toEqual(new Set(['running', 'pending', 'partial', 'success', 'failed']))
})

test('however many run at once: begun before ended, one more done with each end', async () => {
  const { ids } = await some(30, async (n) => {
    for (let index = 0; index < (n * 7) % 5; index++) await turn()
    return 1
  })
  const seen: ReplayProgress[] = []
  let running = 0
  await engine.replayBatch(ids, {
    concurrency: 4,
    onProgress: (progress) => {
      running += progress.status === 'running' ? 1 : -1
      expect(running).toBeLessThanOrEqual(4)
      seen.push(progress)
    },
  })
  const ended = seen.filter(({ result }) => result !== undefined)
  expect(ended.map(({ done }) => done)).toEqual(ids.map((_id, index) => index + 1))
  for (const id of ids) {
    expect(seen.filter((progress) => progress.id === id).map(({ status }) => status)).toEqual([
      'running',
      'success',
    ])
  }
  const dones = seen.map(({ done }) => done)
  expect(dones).toEqual([...dones].sort((a, b) => a - b))
})

describe('total', () => {
  test.each<
    [string, (name: string, ids: string[]) => Parameters<ReplayEngine['replayBatch']>[0], number | undefined]
  >([
    ['of a list', (_name, ids) => ids, 2],
    ['of a set', (_name, ids) => new Set(ids), 2],
    ['of a query is not known', (name) => ({ functionName: name }), undefined],
    ['of a stream is not known', (name) => store.query({ functionName: name }), undefined],
  ])('%s', async (_what, targets, total) => {
    const { ids, name } = await some(2)
    const seen = new Set<unknown>()
    await engine.replayBatch(targets(name, ids), { onProgress: (progress) => seen.add(progress.total) })
    expect([...seen]).toEqual([total])
  })
})

test('streams and stats tell of it too', async () => {
  const { ids } = await some(3)
  const seen: string[] = []
  const onProgress = ({ status, done }: ReplayProgress) => seen.push(`${status} ${done}`)
  for await (const _result of engine.replayStream(ids, { concurrency: 1, onProgress })) seen.push('taken')
  expect(seen.filter((event) => event !== 'taken')).toEqual([
    'running 0',
    'success 1',
    'running 1',
    'success 2',
    'running 2',
    'success 3',
  ])
  seen.length = 0
  await engine.getReplayStats(ids, { onProgress })
  expect(seen).toHaveLength(6)
})

describe('an onProgress that fails', () => {
  const broke = new Error('reporter broke')

  test.each<[string, () => unknown]>([
    [
      'throws',
      () => {
        throw broke
      },
    ],
    ['rejects', () => Promise.reject(broke)],
  ])('that %s ends the batch with its error, and is not called again', async (_how, fail) => {
    const { ids, run } = await some(20, turn)
    const onProgress = vi.fn(({ done }: ReplayProgress) => (done === 2 ? fail() : undefined))
    await expect(engine.replayBatch(ids, { concurrency: 2, onProgress })).rejects.toBe(broke)
    const calls = onProgress.mock.calls.length
    for (let index = 0; index < 20; index++) await turn()
    expect(onProgress.mock.calls.length).toBe(calls)
    expect(run.mock.calls.length).toBeLessThan(10)
  })

  test('at the first begin: nothing is run', async () => {
    const { ids, run } = await some(1)
    await expect(engine.replayBatch(ids, { onProgress: () => Promise.reject(broke) })).rejects.toBe(broke)
    expect(run).not.toHaveBeenCalled()
  })
})

test('a promise is waited for', async () => {
  const { ids } = await some(3)
  let open = 0
  await engine.replayBatch(ids, {
    concurrency: 1,
    onProgress: async () => {
      expect(++open).toBe(1)
      await turn()
      open--
    },
  })
  expect(open).toBe(0)
})

test('a replay that is not begun is not told of', async () => {
  const { ids } = await some(1)
  const onProgress = vi.fn()
  const signal = AbortSignal.abort(new Error('no'))
  await expect(engine.replayBatch(ids, { signal, onProgress })).rejects.toThrow('no')
  expect(onProgress).not.toHaveBeenCalled()
})
