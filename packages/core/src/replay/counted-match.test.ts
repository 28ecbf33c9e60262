import { connect } from 'node:net'
import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { configure } from '../configure.js'
import { decision } from '../decision/decision.js'
import type { DecisionOptions } from '../decision/definition.js'
import { effect } from '../decision/effect.js'
import { freshName } from '../effects/testing/round-trip.js'
import { capture } from '../recording/capture.js'
import { arbitraryValue } from '../snapshot/testing/arbitrary-value.js'
import { serializeSnapshot } from '../snapshot/serialize.js'
import type { DecisionSnapshot } from '../snapshot/types.js'
import { openStore } from '../store/open-store.js'
import { ReadSnapshot } from '../store/read-snapshot.js'
import { sampleSnapshot } from '../store/testing/sample-snapshot.js'
import { ReplayEngine } from './replay-engine.js'
import { replayFound } from './replay-one.js'
import type { ReplayStats } from './replay-stats.js'
import type { BatchOptions, ReplayResult } from './types.js'

interface Case {
  /** What the decision does when it is recorded, and in each replay, the last one for all further ones. */
  readonly does: readonly (() => unknown)[]
  readonly options?: DecisionOptions
  /** What the recording holds otherwise. */
  readonly edit?: Partial<DecisionSnapshot>
}

/** A recording, and a decision that begins anew with what it does in replays. */
async function recorded({ does, options, edit }: Case) {
  const name = freshName()
  let call = 0
  const decide = decision(name, () => (does[Math.min(call++, does.length - 1)] as () => unknown)(), options)
  const { snapshot } = await capture(async () => {
    try {
      await decide()
    } catch {
      // It is in the recording.
    }
  })
  const begin = (): void => {
    call = Math.min(1, does.length - 1)
  }
  return { snapshot: { ...snapshot, ...edit }, begin }
}

/** What is counted of one recording: at once where that is for certain, and with nothing left out. */
async function bothWays(given: Case, options: BatchOptions = {}): Promise<[ReplayStats, ReplayStats]> {
  const { snapshot, begin } = await recorded(given)
  const store = await openStore('memory:')
  await store.save(snapshot)
  const count = async (more: BatchOptions): Promise<ReplayStats> => {
    begin()
    const stats = await new ReplayEngine(store).getReplayStats({}, { ...options, ...more })
    return Object.fromEntries(
      Object.entries(stats).filter(([key]) => !key.endsWith('TimeMs')),
    ) as unknown as ReplayStats
  }
  // Whoever hears of results sees their snapshots: none of them is left out.
  return [await count({}), await count({ onProgress: () => undefined })]
}

/** The result that is counted, which has no snapshot of the replay where it was a match at once. */
async function counted(given: Case): Promise<ReplayResult> {
  const { snapshot, begin } = await recorded(given)
  begin()
  const store = await openStore('memory:')
  const engine = { store, mode: 'tolerant' as const, timeoutMs: 2_000, scorer: undefined }
  const text = serializeSnapshot(snapshot)
  const read = new ReadSnapshot(JSON.parse(text) as DecisionSnapshot, text, true)
  return replayFound(engine, read.snapshot, {}, read)
}

const gives = (value: unknown) => () => value
const throws = (message: string) => () => {
  throw new Error(message)
}

afterEach(() => {
  configure({ redaction: {} })
})

describe('what is counted at once', () => {
  test.each<[string, Case]>([
    ['a value', { does: [gives({ label: 'refund', scores: [0.5, null, true] })] }],
    ['a promise', { does: [gives(Promise.resolve('refund'))] }],
    ['outputs by their keys', { does: [gives({ a: 1, b: [2] })], options: { outputs: 'keys' } }],
    ['another order of members', { does: [gives({ a: 1, b: 2 }), gives({ b: 2, a: 1 })] }],
    ['with tags', { does: [gives(1)], options: { tags: { team: 'refunds' } } }],
  ])('%s', async (_case, given) => {
    const result = await counted(given)
    expect(result).toMatchObject({ verdict: 'match', status: 'success', outputsMatch: true, unused: [] })
    expect(result).not.toHaveProperty('replayedSnapshot')
    expect(result.executionTimeMs).toBeGreaterThanOrEqual(0)
  })

  test('keeps the waiting that was recorded in its time', async () => {
    const edit = { executionTimeMs: 900, ownTimeMs: 100 }
    expect((await counted({ does: [gives(1)], edit })).executionTimeMs).toBeGreaterThanOrEqual(800)
  })
})

const lookedAt: [string, string, Case][] = [
  ['another value', 'mismatch', { does: [gives(1), gives(2)] }],
  ['the same but for spaces', 'match', { does: [gives('a b'), gives('a  b')] }],
  ['-0 for 0', 'match', { does: [gives([0]), gives([-0])] }],
  ['undefined for nothing', 'mismatch', { does: [gives({}), gives({ a: undefined })] }],
  ['a Date for its text', 'mismatch', { does: [gives('1970-01-01T00:00:00.000Z'), gives(new Date(0))] }],
  ['a throw', 'mismatch', { does: [gives(1), throws('x')] }],
  ['an error that is repeated', 'match', { does: [throws('x')] }],
  ['a value for an error', 'mismatch', { does: [throws('x'), gives(1)] }],
  [
    'an error beside the value',
    'mismatch',
    { does: [gives(1)], edit: { error: { name: 'E', message: 'x' } } },
  ],
  [
    'one output fewer',
    'mismatch',
    { does: [gives({ a: 1, b: 2 }), gives({ a: 1 })], options: { outputs: 'keys' } },
  ],
  ['an effect', 'match', { does: [() => effect('e', () => 1)] }],
  [
    'an effect that is no longer made',
    'unused',
    { does: [async () => (await effect('e', async () => 1), 1), gives(1)] },
  ],
  ['a miss that the code swallows', 'miss', { does: [gives(1), () => (void effect('e', () => 1), 1)] }],
  [
    'a connection that is opened',
    'escaped',
    { does: [gives(1), () => (connect(9, '127.0.0.1').on('error', () => 0), 1)] },
  ],
  ['a module', 'match', { does: [gives(1)], edit: { moduleName: 'm' } }],
  ['a model', 'match', { does: [gives(1)], edit: { modelParameters: { modelName: 'm', parameters: {} } } }],
  [
    'a model that the decision names',
    'match',
    { does: [gives(1)], options: { modelParameters: { modelName: 'm', parameters: {} } } },
  ],
  ['one answer after another', 'nondeterministic', { does: [gives(1), gives(2), gives(1)] }],
  [
    'a miss only the first time',
    'nondeterministic',
    { does: [gives(1), () => fetch('http://h/').then(() => new Promise(() => undefined)), gives(1)] },
  ],
]

describe('what is looked at', () => {
  test.each(lookedAt)('%s: %s', async (_case, verdict, given) => {
    const [stats, withAll] = await bothWays(given, { timeoutMs: 4_000 })
    expect(stats).toEqual(withAll)
    expect(stats.byVerdict).toMatchObject({ [verdict]: 1 })
  })

  test('code that takes too long', async () => {
    // Not by the clock, which the recording answers for.
    const busy = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 30)
    const [stats, withAll] = await bothWays({ does: [busy] }, { timeoutMs: 10 })
    expect(stats).toEqual(withAll)
    expect(stats.byVerdict).toMatchObject({ timeout: 1 })
  })

  test('rules of redaction that are newer than the recording', async () => {
    const { snapshot } = await recorded({ does: [gives('call 555-0199')] })
    const store = await openStore('memory:')
    await store.save(snapshot)
    configure({ redaction: { rules: [{ kind: 'phone', pattern: /555-\d{4}/ }] } })
    expect(await new ReplayEngine(store).getReplayStats({})).toMatchObject({ mismatches: 1 })
  })

  test('what the decision says of its model and cannot be kept', async () => {
    const name = freshName()
    const modelParameters = { modelName: 'm', parameters: { stop: () => true } } as never
    decision(name, () => ({ label: 'refund' }), { modelParameters })
    const store = await openStore('memory:')
    await store.save(sampleSnapshot('a', { functionName: name }))
    expect(await new ReplayEngine(store).getReplayStats({})).toMatchObject({ erroredReplays: 1 })
  })
})

test('whatever is recorded and given, both ways count the same', async () => {
  const pair = fc.oneof(
    arbitraryValue.map((value) => [value, value]),
    fc.tuple(arbitraryValue, arbitraryValue),
    fc.tuple(arbitraryValue, fc.constantFrom<unknown>({}, [], '', 0, null)),
  )
  await fc.assert(
    fc.asyncProperty(pair, fc.boolean(), async ([one, other], byKeys) => {
      const options: DecisionOptions = byKeys ? { outputs: 'keys' } : {}
      const [stats, withAll] = await bothWays({ does: [gives(one), gives(other)], options })
      expect(stats).toEqual(withAll)
    }),
    { numRuns: 100 },
  )
})
