import { beforeEach, describe, expect, test, vi } from 'vitest'
import { decision } from '../decision/decision.js'
import { effect } from '../decision/effect.js'
import { freshName } from '../effects/testing/round-trip.js'
import { policy } from '../policy/index.js'
import { capture } from '../recording/capture.js'
import { explainResult } from '../reporting/explain-result.js'
import { openStore } from '../store/open-store.js'
import type { SnapshotStore } from '../store/store.js'
import { ReplayEngine } from './replay-engine.js'

let store: SnapshotStore
let engine: ReplayEngine

beforeEach(async () => {
  store = await openStore('memory:')
  engine = new ReplayEngine(store, { mode: 'strict' })
})

/** Records the first answer; replays get the others, in order. */
async function answering(...answers: (() => unknown)[]): Promise<{ id: string; runs: () => number }> {
  const code = vi.fn(() => (answers.length > 1 ? answers.shift() : answers[0])!())
  const decided = decision(freshName(), code)
  const { snapshot } = await capture(() => decided(), { store })
  return { id: snapshot.id, runs: () => code.mock.calls.length - 1 }
}

const value = (result: unknown) => () => result

describe('a failure', () => {
  test('is replayed once more, and stands where it is repeated', async () => {
    const { id, runs } = await answering(value('a'), value('b'))
    const result = await engine.replay(id)
    expect(result).toMatchObject({ verdict: 'mismatch', replayOutput: 'b' })
    expect(result).not.toHaveProperty('divergence')
    expect(runs()).toBe(2)
  })

  test('a match is not', async () => {
    const { id, runs } = await answering(value('a'))
    expect(await engine.replay(id)).toMatchObject({ verdict: 'match' })
    expect(runs()).toBe(1)
  })

  test('that is another one the second time is no judgement', async () => {
    const { id } = await answering(value({ n: 1 }), value({ n: 2 }), value({ n: 3 }))
    const result = await engine.replay(id)
    expect(result).toMatchObject({
      verdict: 'nondeterministic',
      status: 'failed',
      divergence: { at: 'output.n', first: '2', second: '3' },
    })
    expect(explainResult(result).slice(0, 2)).toEqual([
      'two replays of this recording differ, the first one and the second:',
      '  output.n: "2" → "3"',
    ])
  })

  test('never turns green', async () => {
    const { id } = await answering(value('a'), value('b'), value('a'))
    expect(await engine.replay(id)).toMatchObject({
      verdict: 'nondeterministic',
      divergence: { at: 'output', first: '"b"', second: '"a"' },
    })
  })

  test('under a policy too', async () => {
    const { id } = await answering(value({ a: 1, b: 1 }), value({ a: 2, b: 2 }), value({ a: 2, b: 3 }))
    const by = policy('p').ignore('output.b')
    expect(await engine.replay(id, { policy: by })).toMatchObject({
      verdict: 'nondeterministic',
      divergence: { at: 'output.b' },
    })
  })

  test('a throw the one time and an answer the other', async () => {
    const { id } = await answering(
      value('a'),
      () => {
        throw new Error('no')
      },
      value('b'),
    )
    expect(await engine.replay(id)).toMatchObject({
      verdict: 'nondeterministic',
      divergence: { at: 'output', first: 'absent', second: '"b"' },
    })
  })

  test('the first contact that only one of them makes is named', async () => {
    const call = (name: string) => () => effect(name, async () => 1)
    const { id } = await answering(call('a'), call('b'), call('c'))
    const result = await engine.replay(id)
    expect(result).toMatchObject({ verdict: 'nondeterministic', divergence: { at: 'contact 1' } })
    expect(result.divergence!.first).toContain('b (NO_MATCH)')
    expect(result.divergence!.second).toContain('c (NO_MATCH)')
    expect(explainResult(result).join('\n')).toContain('contact 1, effect "b"')
  })

  test('a request with something of its own each time', async () => {
    let nonce = 0
    const { id } = await answering(() => effect('ask', async (given: number) => given, nonce++))
    expect(await engine.replay(id)).toMatchObject({
      verdict: 'nondeterministic',
      misses: [{ kind: 'NO_MATCH' }],
    })
  })

  test('in a batch it is one result', async () => {
    const steady = await answering(value(1))
    const shaky = await answering(value(1), value(2), value(3))
    const results = await engine.replayBatch([steady.id, shaky.id, steady.id])
    expect(results.map(({ verdict }) => verdict)).toEqual(['match', 'nondeterministic', 'match'])
  })

  test('of a synchronous replay', async () => {
    const { id } = await answering(value(1), value(2), value(3))
    expect(engine.replaySync(id)).toMatchObject({ verdict: 'nondeterministic', divergence: { at: 'output' } })
  })

  test('that was stopped is not run again', async () => {
    const never = () => new Promise(() => undefined)
    const { id, runs } = await answering(value(1), never)
    expect(await engine.replay(id, { timeoutMs: 20 })).toMatchObject({ verdict: 'timeout' })
    expect(runs()).toBe(1)
  })
})

describe('trials', () => {
  test('of one tape that give one answer', async () => {
    const { id, runs } = await answering(value('a'))
    expect(await engine.replay(id, { trials: 5 })).toMatchObject({
      verdict: 'match',
      status: 'success',
      trials: { passed: 5, total: 5 },
    })
    expect(runs()).toBe(5)
  })

  test.each(['all', 'majority', 'any'] as const)(
    'that differ are nondeterministic, whatever %s asks',
    async (pass) => {
      const { id } = await answering(value('a'), value('a'), value('b'), value('a'))
      expect(await engine.replay(id, { trials: 4, pass })).toMatchObject({
        verdict: 'nondeterministic',
        divergence: { at: 'output', first: '"a"', second: '"b"' },
        trials: { passed: 1, total: 2 },
      })
    },
  )

  test('that fail alike are the failure', async () => {
    const { id } = await answering(value('a'), value('b'))
    expect(await engine.replay(id, { trials: 3, pass: 'any' })).toMatchObject({
      verdict: 'mismatch',
      status: 'failed',
      trials: { passed: 0, total: 3 },
    })
  })

  test('live, as many as the rule asks must match', async () => {
    vi.stubEnv('CI', '')
    vi.stubEnv('RETRIAL_CI', '')
    const live = async (pass: 'all' | 'majority' | 'any' | { rate: number }) => {
      const { id } = await answering(...['a', 'a', 'b', 'a', 'b'].map(value))
      return engine.replay(id, { effects: 'live', trials: 4, pass })
    }
    expect(await live('any')).toMatchObject({
      verdict: 'match',
      status: 'partial',
      trials: { passed: 2, total: 4 },
    })
    expect(await live({ rate: 0.5 })).toMatchObject({ verdict: 'match', status: 'partial' })
    expect(await live('majority')).toMatchObject({
      verdict: 'mismatch',
      status: 'partial',
      replayOutput: 'b',
    })
    expect(await live('all')).toMatchObject({ verdict: 'mismatch', status: 'partial' })
    vi.unstubAllEnvs()
  })
})
