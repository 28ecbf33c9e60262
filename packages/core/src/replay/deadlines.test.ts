import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { decision } from '../decision/decision.js'
import type { DecisionOptions } from '../decision/definition.js'
import { freshName } from '../effects/testing/round-trip.js'
import { policy, type StandardSchema } from '../policy/index.js'
import { capture } from '../recording/capture.js'
import type { DecisionSnapshot } from '../snapshot/types.js'
import { openStore } from '../store/open-store.js'
import type { SnapshotStore } from '../store/store.js'
import { sampleSnapshot } from '../store/testing/sample-snapshot.js'
import { ReplayEngine } from './replay-engine.js'
import type { ReplayOptions, ReplayResult } from './types.js'

/** Milliseconds that a test waits for what must end. */
const SOON = 30

let store: SnapshotStore
let engine: ReplayEngine

beforeEach(async () => {
  vi.stubEnv('CI', '')
  vi.stubEnv('RETRIAL_CI', '')
  store = await openStore('memory:')
  engine = new ReplayEngine(store)
})
afterEach(() => {
  vi.unstubAllEnvs()
})

const never = (): Promise<never> => new Promise(() => undefined)
const enough = new Error('enough')
const soon = (): AbortSignal => {
  const controller = new AbortController()
  setTimeout(() => {
    controller.abort(enough)
  }, SOON)
  return controller.signal
}

async function recorded(
  code: (...args: never[]) => unknown = () => 1,
  options: DecisionOptions = {},
): Promise<DecisionSnapshot> {
  const decided = decision(freshName(), code, options)
  return (await capture(() => decided(), { store })).snapshot
}

/** Recorded while it still ended. */
async function endless(): Promise<DecisionSnapshot> {
  let ends = true
  const snapshot = await recorded(() => (ends ? 1 : never()))
  ends = false
  return snapshot
}

const p = policy('steady')
const endlessSchema: StandardSchema = { '~standard': { version: 1, vendor: 'own', validate: never } }

/** Every way to replay one snapshot that can wait. */
const FORMS: [string, (snapshot: DecisionSnapshot, options: ReplayOptions) => Promise<unknown>][] = [
  ['replay', (snapshot, options) => engine.replay(snapshot, options)],
  ['replay, strict', (snapshot, options) => engine.replay(snapshot, { ...options, mode: 'strict' })],
  ['replay, several trials', (snapshot, options) => engine.replay(snapshot, { ...options, trials: 3 })],
  ['replay, live', (snapshot, options) => engine.replay(snapshot, { ...options, effects: 'live' })],
  ['replayBatch', async (snapshot, options) => (await engine.replayBatch([snapshot], options))[0]],
  [
    'replayStream',
    async (snapshot, options) => (await engine.replayStream([snapshot], options).next()).value,
  ],
]

describe.each(FORMS)('%s', (_form, replay) => {
  test('a decision without an end is a timeout', async () => {
    expect(await replay(await endless(), { timeoutMs: SOON })).toMatchObject({
      verdict: 'timeout',
      status: 'failed',
      outputsMatch: null,
    })
  })

  test('waiting for a decision ends with the signal', async () => {
    await expect(replay(await endless(), { signal: soon() })).rejects.toBe(enough)
  })

  test.each([
    ['check', p.satisfies('output', never)],
    ['schema', p.matchesSchema('output', endlessSchema)],
  ])('a %s without an end is an error, not a match and not for ever', async (_what, by) => {
    const snapshot = await recorded()
    expect(await replay(snapshot, { policy: by, timeoutMs: SOON })).toMatchObject({
      verdict: 'error',
      status: 'failed',
      error: {
        code: 'CHECK_FAILED',
        message: `a check or a schema gave no answer within ${SOON} ms (timeoutMs)`,
      },
    })
    await expect(replay(snapshot, { policy: by, signal: soon() })).rejects.toBe(enough)
  })

  test('nothing is called once the signal has aborted', async () => {
    const code = vi.fn(() => 1)
    const snapshot = await recorded(code)
    code.mockClear()
    await expect(replay(snapshot, { signal: AbortSignal.abort(enough) })).rejects.toBe(enough)
    expect(code).not.toHaveBeenCalled()
  })
})

describe('validation', () => {
  const validating = (snapshot: DecisionSnapshot, options: ReplayOptions): Promise<ReplayResult> =>
    engine.replay(snapshot, { ...options, mode: 'validation-only' })

  test('of an endless schema, of a policy or of the inputs, is an error', async () => {
    const failed = { verdict: 'error', error: { code: 'CHECK_FAILED' } }
    const by = p.matchesSchema('output', endlessSchema)
    expect(await validating(await recorded(), { timeoutMs: SOON, policy: by })).toMatchObject(failed)
    const decided = decision(freshName(), (text: string) => text, { inputSchema: endlessSchema })
    const { snapshot } = await capture(() => decided('a'), { store })
    expect(await validating(snapshot, { timeoutMs: SOON })).toMatchObject(failed)
    expect(await new ReplayEngine(store, { timeoutMs: SOON }).validate(snapshot, by)).toMatchObject(failed)
  })

  test('ends with the signal, and does not begin after it', async () => {
    const by = p.matchesSchema('output', endlessSchema)
    await expect(validating(await recorded(), { signal: soon(), policy: by })).rejects.toBe(enough)
    const over = { signal: AbortSignal.abort(enough) }
    await expect(validating(await recorded(), over)).rejects.toBe(enough)
  })
})

test.each([
  ['of an unknown id', 'nowhere'],
  ['of a decision that is not there', sampleSnapshot('a', { functionName: 'registered by nobody' })],
])('a replay %s rejects, too, once the signal has aborted', async (_what, target) => {
  await expect(engine.replay(target, { signal: AbortSignal.abort(enough) })).rejects.toBe(enough)
})

describe('code that does not yield', () => {
  const busy = (ms: number) => () => {
    for (const end = performance.now() + ms; performance.now() < end;);
    return 1
  }
  const late = { verdict: 'timeout', status: 'failed', outputsMatch: null }

  test('cannot be stopped, and its late answer is none', async () => {
    const snapshot = await recorded(busy(40))
    expect(await engine.replay(snapshot, { timeoutMs: 10 })).toMatchObject(late)
    expect(new ReplayEngine(store, { timeoutMs: 10 }).replaySync(snapshot)).toMatchObject(late)
    expect(engine.replaySync(snapshot, { timeoutMs: 10 })).toMatchObject(late)
    expect(engine.replaySync(snapshot)).toMatchObject({ verdict: 'match' })
  })

  test('has the deadline of its decision', async () => {
    const snapshot = await recorded(busy(40), { timeoutMs: 10 })
    expect(engine.replaySync(snapshot)).toMatchObject(late)
    expect(await engine.replay(snapshot, { timeoutMs: 10_000 })).toMatchObject({ verdict: 'match' })
  })
})

describe('a call handed over as a function', () => {
  async function call() {
    const decided = decision(freshName(), () => 1)
    const { snapshot } = await capture(() => decided(), { store })
    return { decided, snapshot }
  }

  test('that never gets to its decision has called none', async () => {
    const { snapshot } = await call()
    await expect(engine.replayCall(never, snapshot, { timeoutMs: SOON })).rejects.toMatchObject({
      code: 'NOT_ONE_DECISION',
      message: expect.stringContaining('called no decision'),
    })
    await expect(engine.replayCall(never, snapshot, { signal: soon() })).rejects.toBe(enough)
  })

  test('that has no end after its decision is a timeout', async () => {
    const { decided, snapshot } = await call()
    const thunk = async (): Promise<void> => {
      decided()
      await never()
    }
    const replayed = await engine.replayCall(thunk, snapshot, { timeoutMs: SOON })
    expect(replayed).toMatchObject({ verdict: 'timeout', outputsMatch: null })
    await expect(engine.replayCall(thunk, snapshot, { signal: soon() })).rejects.toBe(enough)
  })

  test('is not made once the signal has aborted', async () => {
    const { snapshot } = await call()
    const thunk = vi.fn()
    const over = { signal: AbortSignal.abort(enough) }
    await expect(engine.replayCall(thunk, snapshot, over)).rejects.toBe(enough)
    expect(thunk).not.toHaveBeenCalled()
  })
})

test('a check that throws beside one that rejects is one error, and nobody’s unhandled rejection', async () => {
  const unhandled = vi.fn()
  process.on('unhandledRejection', unhandled)
  const by = p
    .satisfies('output', async () => Promise.reject(new Error('first')))
    .satisfies('output', () => {
      throw new Error('second')
    })
  expect(await engine.replay(await recorded(), { policy: by })).toMatchObject({
    verdict: 'error',
    error: { code: 'CHECK_FAILED', message: expect.stringContaining('second') },
  })
  await new Promise((resolve) => setTimeout(resolve, 5))
  process.off('unhandledRejection', unhandled)
  expect(unhandled).not.toHaveBeenCalled()
})
