import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { decision } from '../decision/decision.js'
import { freshName } from '../effects/testing/round-trip.js'
import { policy, type ReplayPolicy } from '../policy/index.js'
import { capture } from '../recording/capture.js'
import { openStore } from '../store/open-store.js'
import type { SnapshotStore } from '../store/store.js'
import { ReplayEngine } from './replay-engine.js'
import type { ReplayResult } from './types.js'

let store: SnapshotStore

beforeEach(async () => {
  store = await openStore('memory:')
})

afterEach(() => {
  vi.unstubAllEnvs()
})

async function replayed(recorded: unknown, now: unknown, by: ReplayPolicy): Promise<ReplayResult> {
  let answer = recorded
  const decided = decision(freshName(), () => answer)
  const { snapshot } = await capture(() => decided(), { store })
  answer = now
  return new ReplayEngine(store).replay(snapshot.id, { policy: by })
}

const p = policy('steady')
const ORDER = { total: 100, items: [{ price: 10 }, { price: 20 }], id: 'req_1' }

describe('a rule that is kept', () => {
  test.each<[string, ReplayPolicy, object]>([
    ['maxIncreasePercent', p.maxIncreasePercent('output.total', 10), { total: 110 }],
    ['maxDecreasePercent', p.maxDecreasePercent('output.total', 10), { total: 90 }],
    ['withinRange by a delta', p.withinRange('output.total', { delta: 5 }), { total: 104 }],
    ['withinRange by bounds', p.withinRange('output.total', { min: 0, max: 200 }), { total: 200 }],
    ['matches', p.matches('output.id', '^req_'), { id: 'req_2' }],
    ['satisfies, at once', p.satisfies('output.id', (id) => id !== ''), { id: 'x' }],
    ['satisfies, later', p.satisfies('output.id', async (id) => id !== ''), { id: 'x' }],
    [
      'each element',
      p.maxIncreasePercent('output.items[*].price', 50),
      { items: [{ price: 15 }, { price: 21 }] },
    ],
  ])('%s', async (_rule, by, changed) => {
    expect(await replayed(ORDER, { ...ORDER, ...changed }, by)).toMatchObject({
      verdict: 'match',
      outputsMatch: false,
      policyViolations: [],
    })
  })
})

describe('a rule that is broken', () => {
  test('names itself, the place, the limit and by how much', async () => {
    const by = p.maxIncreasePercent('output.items[*].price', 50)
    const result = await replayed(ORDER, { ...ORDER, items: [{ price: 10 }, { price: 40 }] }, by)
    expect(result).toMatchObject({ verdict: 'violation', status: 'failed' })
    expect(result.policyViolations).toEqual([
      {
        policy: 'steady',
        ruleName: 'maxIncreasePercent(output.items[*].price)',
        comparator: 'maxIncreasePercent',
        kind: 'rule-broken',
        field: 'output.items[1].price',
        expected: 'an increase of at most 50%',
        actual: '40',
        score: 100,
        threshold: 50,
        message: 'output.items[1].price rose by 100%, from 20 to 40; at most 50% is allowed',
        snapshotId: result.snapshotId,
      },
    ])
  })

  test('all rules of a field judge it', async () => {
    const by = p
      .maxIncreasePercent('output.total', 10)
      .withinRange('output.total', { max: 100 })
      .satisfies('output.total', async (total) => total === 100)
    const { policyViolations } = await replayed(ORDER, { ...ORDER, total: 150 }, by)
    expect(policyViolations.map(({ ruleName }) => ruleName)).toEqual([
      'maxIncreasePercent(output.total)',
      'withinRange(output.total)',
      'satisfies(output.total)',
    ])
  })

  test('an absolute rule is broken by an answer that did not change', async () => {
    expect(await replayed(ORDER, ORDER, p.withinRange('output.total', { max: 50 }))).toMatchObject({
      verdict: 'violation',
      outputsMatch: true,
    })
  })

  test('a field that neither side has', async () => {
    const { verdict, policyViolations } = await replayed(
      ORDER,
      ORDER,
      p.withinRange('output.totl', { max: 500 }),
    )
    expect(verdict).toBe('violation')
    expect(policyViolations).toMatchObject([{ kind: 'unresolved-field', field: 'output.totl' }])
  })

  test('what no rule names is still judged', async () => {
    const by = p.maxIncreasePercent('output.total', 10)
    const { policyViolations } = await replayed(ORDER, { ...ORDER, total: 105, id: 'req_2' }, by)
    expect(policyViolations).toMatchObject([{ kind: 'unlisted-change', field: 'output.id' }])
  })
})

describe('a check that fails', () => {
  test.each<[string, () => boolean | Promise<boolean>]>([
    [
      'at once',
      () => {
        throw new Error('down')
      },
    ],
    ['later', async () => Promise.reject(new Error('down'))],
  ])('%s is the verdict error, also where nothing changed', async (_when, check) => {
    for (const now of [ORDER, { ...ORDER, total: 0 }]) {
      const result = await replayed(ORDER, now, p.satisfies('output', check))
      expect(result).toMatchObject({
        verdict: 'error',
        status: 'failed',
        outputsMatch: null,
        policyViolations: [],
        error: { code: 'CHECK_FAILED', message: 'satisfies(output): the check itself failed: Error: down' },
        replayOutput: now,
      })
    }
  })

  test('in a batch it is one result', async () => {
    const decided = decision(freshName(), (value: number) => value)
    for (const value of [1, 2, 3]) await capture(() => decided(value), { store, id: `n/${value}` })
    const by = p.satisfies('output', (value) => {
      if (value === 2) throw new Error('two')
      return true
    })
    const results = await new ReplayEngine(store).replayBatch(['n/1', 'n/2', 'n/3'], { policy: by })
    expect(results.map(({ verdict }) => verdict)).toEqual(['match', 'error', 'match'])
  })
})

test('a check that changes what it is given changes neither the recording nor the replay', async () => {
  const sorting = p.satisfies('output', (now, was) => {
    for (const list of [now, was] as number[][]) list.sort()
    return true
  })
  const { verdict, originalSnapshot, replayOutput } = await replayed([2, 1], [2, 1], sorting)

  expect(verdict).toBe('match')
  expect(originalSnapshot?.outputs[0]?.value).toEqual([2, 1])
  expect(replayOutput).toEqual([2, 1])
})

test('a check that throws in one of several trials is an error, however few must match', async () => {
  vi.stubEnv('RETRIAL_LIVE', '1')
  for (const effects of ['recorded', 'live'] as const) {
    let checks = 0
    const by = policy('p').satisfies('output', () => {
      if (++checks === 2) throw new Error('no')
      return true
    })
    const decided = decision(freshName(), () => 1)
    const { snapshot } = await capture(() => decided(), { store })
    const result = await new ReplayEngine(store).replay(snapshot.id, {
      effects,
      policy: by,
      trials: 3,
      pass: 'any',
    })
    expect(result).toMatchObject({ verdict: 'error', trials: { passed: 2, total: 2 } })
    expect(result.error).toMatchObject({ code: 'CHECK_FAILED' })
  }
})
