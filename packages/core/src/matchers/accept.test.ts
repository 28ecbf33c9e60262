import { describe, expect, test, vi } from 'vitest'
import { decision } from '../decision/decision.js'
import { freshName } from '../effects/testing/round-trip.js'
import { policy, type ReplayPolicy } from '../policy/index.js'
import { capture } from '../recording/capture.js'
import { recordedResult } from '../replay/recorded-result.js'
import { ReplayEngine } from '../replay/replay-engine.js'
import { openStore } from '../store/open-store.js'
import type { SnapshotStore } from '../store/store.js'
import { accept } from './accept.js'
import type { CheckedResult } from './finish.js'

/** Records `before`, replays `after` in its place, and accepts what that comes to. */
async function acceptedChange(
  before: () => unknown,
  after: () => unknown,
  by?: ReplayPolicy,
): Promise<{ checked: CheckedResult; calls: number; store: SnapshotStore }> {
  const store = await openStore('memory:')
  let behaviour = before
  const decide = decision(freshName(), () => behaviour())
  await capture(() => decide(), { id: 'x', store })
  behaviour = after
  const engine = new ReplayEngine(store)
  const options = by === undefined ? {} : { policy: by }
  const result = await engine.replay('x', options)
  const callForReal = vi.fn(() => decide())
  const checked = await accept(result, {
    store,
    resultOf: (snapshot) => recordedResult(snapshot, 'tolerant', by),
    replayAgain: (snapshot) => engine.replay(snapshot, options),
    callForReal,
  })
  return { checked, calls: callForReal.mock.calls.length, store }
}

const label =
  (value: string): (() => unknown) =>
  () => ({ label: value })

test('a changed outcome takes the place of the old one, without a call', async () => {
  const { checked, calls, store } = await acceptedChange(label('refund'), label('bug'))
  expect(checked).toMatchObject({ kind: 'updated', result: { verdict: 'match' } })
  expect(calls).toBe(0)
  expect((await store.load('x')).outputs).toMatchObject([{ value: { label: 'bug' } }])
})

test.each<[string, () => unknown]>([
  ['draws a random number', () => Math.random()],
  ['reads a clock', () => performance.now()],
])('code that now %s is recorded with it: the new baseline holds', async (_what, after) => {
  const { checked, store } = await acceptedChange(label('refund'), after)
  expect(checked).toMatchObject({ kind: 'updated', result: { verdict: 'match' } })
  for (let time = 0; time < 5; time++) {
    expect(await new ReplayEngine(store).replay('x')).toMatchObject({ verdict: 'match' })
  }
})

test('a request that was not recorded is made for real', async () => {
  const ask = async (): Promise<number> => (await fetch('data:,x')).status
  const { checked, calls } = await acceptedChange(label('refund'), async () => {
    const reached = await fetch('http://127.0.0.1:59999/').then(
      ({ status }) => status,
      () => 0,
    )
    return reached === 424 ? 'missed' : await ask()
  })
  expect(checked).toMatchObject({ kind: 'updated', result: { verdict: 'match' } })
  expect(calls).toBe(1)
})

describe('what cannot be accepted stays a failure, and the baseline as it is', () => {
  test('a rule whose field is nowhere', async () => {
    const misspelt = policy('steady').exactMatch('output.lable')
    const { checked, store } = await acceptedChange(label('refund'), label('bug'), misspelt)
    expect(checked).toMatchObject({ kind: 'replayed', result: { verdict: 'violation' } })
    expect((await store.load('x')).outputs).toMatchObject([{ value: { label: 'refund' } }])
  })

  test('an outcome that cannot be kept', async () => {
    const { checked, calls } = await acceptedChange(label('refund'), () => () => 1)
    expect(checked).toMatchObject({ kind: 'replayed', result: { verdict: 'error' } })
    expect(calls).toBe(0)
  })
})

test('what was accepted beside the old outcome goes with it', async () => {
  const store = await openStore('memory:')
  let answer = 'refund'
  const decide = decision(freshName(), () => answer)
  await capture(() => decide(), { id: 'x', store })
  const engine = new ReplayEngine(store)
  vi.stubEnv('CI', '')
  await engine.acceptVariant('x', { outputs: [{ name: 'result', value: 'return' }] })
  vi.unstubAllEnvs()
  answer = 'bug'
  const result = await engine.replay('x')
  const checked = await accept(result, {
    ...{ store, resultOf: recordedResult, callForReal: decide },
    replayAgain: (to) => engine.replay(to),
  })
  expect(checked).toMatchObject({ kind: 'updated', result: { verdict: 'match' } })
  expect(await store.load('x')).not.toHaveProperty('accepted')
  answer = 'return'
  expect(await engine.replay('x')).toMatchObject({ verdict: 'mismatch' })
})
