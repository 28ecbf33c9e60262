import { afterEach, describe, expect, test, vi } from 'vitest'
import { decision } from '../decision/decision.js'
import { policy } from '../policy/index.js'
import { capture } from '../recording/capture.js'
import { openStore } from '../store/open-store.js'
import type { SnapshotStore } from '../store/store.js'
import { serializeSnapshot } from '../snapshot/serialize.js'
import { sampleSnapshot } from '../store/testing/sample-snapshot.js'
import { LentInputs } from './lent-inputs.js'
import { ReplayEngine } from './replay-engine.js'

interface Ticket {
  words: string[]
}

/** What the decision makes of its argument, which it changes each time. */
let answer: (ticket: Ticket) => unknown
let calls: Ticket[] = []

const decide = decision('lent.count', (ticket: Ticket) => {
  calls.push(structuredClone(ticket))
  const answered = answer(ticket)
  ticket.words.length = 0
  ticket.words.push('changed by the decision')
  return answered
})

const QUERY = { functionName: 'lent.count' }

async function recorded(): Promise<SnapshotStore> {
  answer = ({ words }) => words.length
  const { snapshot } = await capture(() => decide({ words: ['a', 'b'] }), { id: 'lent/one' })
  const store = await openStore('memory:')
  await store.save(snapshot)
  calls = []
  return store
}

afterEach(() => {
  vi.unstubAllEnvs()
})

describe('a decision that changes its arguments', () => {
  test('matches in the counts as it does by itself', async () => {
    const store = await recorded()
    const engine = new ReplayEngine(store)
    expect(await engine.getReplayStats(QUERY)).toMatchObject({ totalReplays: 1, successfulReplays: 1 })
    expect(await engine.replay('lent/one')).toMatchObject({ verdict: 'match' })
    expect((await store.verify()).problems).toEqual([])
  })

  test('is given the recorded ones again in the second run of a failure', async () => {
    const engine = new ReplayEngine(await recorded())
    answer = ({ words }) => words.join(' ')
    const { byVerdict, mismatches } = await engine.getReplayStats(QUERY)
    expect(byVerdict).toMatchObject({ mismatch: 1, nondeterministic: 0 })
    expect(mismatches).toBe(1)
    expect(calls).toEqual([{ words: ['a', 'b'] }, { words: ['a', 'b'] }])
  })

  test('and in each of several trials', async () => {
    const engine = new ReplayEngine(await recorded())
    expect(await engine.getReplayStats(QUERY, { trials: 3 })).toMatchObject({ successfulReplays: 1 })
    expect(calls).toEqual(Array.from({ length: 3 }, () => ({ words: ['a', 'b'] })))
  })

  test('is nondeterministic where it answers the same arguments in two ways', async () => {
    const engine = new ReplayEngine(await recorded())
    let asked = 0
    answer = () => `answer ${++asked}`
    expect(await engine.getReplayStats(QUERY)).toMatchObject({ byVerdict: { nondeterministic: 1 } })
  })

  test('that fits an accepted outcome is a match', async () => {
    vi.stubEnv('CI', '')
    vi.stubEnv('RETRIAL_CI', '')
    const store = await recorded()
    const engine = new ReplayEngine(store)
    await engine.acceptVariant('lent/one', { outputs: [{ name: 'result', value: 'two' }] })
    answer = () => 'two'
    expect(await engine.getReplayStats(QUERY)).toMatchObject({ successfulReplays: 1 })
  })

  test('is judged by a policy on what was recorded', async () => {
    const engine = new ReplayEngine(await recorded())
    const seen: unknown[] = []
    const looks = policy('looks').satisfies('inputs.input.words', (_recorded, replayed) => {
      seen.push(replayed)
      return true
    })
    expect(await engine.getReplayStats(QUERY, { policy: looks })).toMatchObject({ successfulReplays: 1 })
    expect(seen).toEqual([['a', 'b']])
  })

  test('shows the recorded ones in the results of a batch, a stream and progress', async () => {
    const engine = new ReplayEngine(await recorded())
    const inputs = [{ name: 'input', value: { words: ['a', 'b'] }, dataType: 'object' }]
    const told: unknown[] = []
    const onProgress = ({ result }: { result?: { originalSnapshot?: { inputs: unknown } } }): void => {
      if (result !== undefined) told.push(result.originalSnapshot?.inputs)
    }
    await engine.getReplayStats(QUERY, { onProgress })
    expect(told).toEqual([inputs])
    const [result] = await engine.replayBatch(QUERY)
    expect([result?.originalSnapshot?.inputs, result?.replayedSnapshot?.inputs]).toEqual([inputs, inputs])
    for await (const streamed of engine.replayStream(QUERY))
      expect(streamed.originalSnapshot?.inputs).toEqual(inputs)
  })
})

describe('lent inputs', () => {
  const inputs = [{ name: 'input', value: { list: [1] }, dataType: 'object' }]
  const lend = () => {
    const recorded = { ...sampleSnapshot('a'), inputs: structuredClone(inputs) }
    return { recorded, lent: new LentInputs(recorded, serializeSnapshot(recorded)) }
  }

  test('are new for each run, and gone from the recording meanwhile', () => {
    const { recorded, lent } = lend()
    const [first] = lent.args() as [{ list: number[] }]
    first.list.push(2)
    expect(recorded.inputs).toEqual([])
    expect(lent.args()).toEqual([{ list: [1] }])
  })

  test('are told as they were recorded, and come back into all that is made of the recording', () => {
    const { recorded, lent } = lend()
    const [first] = lent.args() as [{ list: number[] }]
    first.list.push(2)
    expect(lent.asRecorded()).toEqual(inputs)
    const replayed = { ...recorded }
    const given = { ...recorded, inputs: [] }
    lent.restore(replayed)
    lent.restore(given)
    expect(recorded.inputs).toEqual(inputs)
    expect(replayed.inputs).toBe(recorded.inputs)
    expect(given.inputs).toEqual([])
  })
})

test('counts refuse a text in the place of targets', async () => {
  const engine = new ReplayEngine(await recorded())
  await expect(engine.getReplayStats('lent/one' as never)).rejects.toMatchObject({
    code: 'INVALID_OPTION',
    message: expect.stringContaining('getReplayStats()') as string,
  })
})
