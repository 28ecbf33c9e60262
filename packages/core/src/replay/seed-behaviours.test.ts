import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { decision } from '../decision/decision.js'
import type { DecisionOptions } from '../decision/definition.js'
import { diffSnapshots } from '../diff/index.js'
import { freshName } from '../effects/testing/round-trip.js'
import { policy } from '../policy/index.js'
import { capture } from '../recording/capture.js'
import { contentHash } from '../snapshot/content-hash.js'
import { fingerprint } from '../snapshot/fingerprint.js'
import type { DecisionSnapshot } from '../snapshot/types.js'
import { openStore } from '../store/open-store.js'
import type { SnapshotStore } from '../store/store.js'
import { collect, idsOf, sampleSnapshot } from '../store/testing/sample-snapshot.js'
import { ReplayEngine } from './replay-engine.js'

/**
 * What the replay engine that Retrial comes from promises by its own tests, in the form in which it is true: there
 * nothing ran, every outcome matched, and a low threshold violated. Each test names the one it stands for.
 */
let store: SnapshotStore
let engine: ReplayEngine
let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'retrial-seed-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true })
})
beforeEach(async () => {
  store = await openStore('memory:')
  engine = new ReplayEngine(store)
})

/** A decision that answered `before` when it was recorded, and is now as `code` says. */
async function decided(
  before: unknown,
  now: (input: unknown) => unknown = () => before,
  options: DecisionOptions = {},
) {
  const code = vi.fn((_input: unknown) => before)
  const decide = decision(freshName(), (input: unknown) => code(input), options)
  const { snapshot } = await capture(() => decide('hello'), { store })
  code.mockReset()
  code.mockImplementation(now)
  return { id: snapshot.id, snapshot, code }
}

const p = policy('steady')

/** Two texts that say the same: 0.78 by the scorer `lexical`. */
const REFUNDED = 'We have refunded the order and the money arrives soon.'
const REFUNDED_TOO = 'The order has been refunded and your money will arrive soon.'

describe('the nine tests of the seed', () => {
  test('test_replay_engine_creation: the default mode is tolerant', async () => {
    const { id } = await decided('two  words', () => 'two words')
    expect(await new ReplayEngine(store).replay(id)).toMatchObject({ verdict: 'match' })
    expect(await new ReplayEngine(store, { mode: 'strict' }).replay(id)).toMatchObject({
      verdict: 'mismatch',
    })
  })

  test('test_replay_validation_only: nothing is called, given back or said to match', async () => {
    const { id, snapshot, code } = await decided('world')
    const result = await engine.replay(id, { mode: 'validation-only' })
    expect(code).not.toHaveBeenCalled()
    expect(result).toMatchObject({ status: 'success', outputsMatch: null, diff: null })
    expect(result).not.toHaveProperty('replayOutput')
    const edited = { ...snapshot, outputs: [{ ...snapshot.outputs[0]!, value: 'else' }] }
    expect(await engine.replay(edited, { mode: 'validation-only' })).toMatchObject({
      status: 'failed',
      outputsMatch: null,
    })
  })

  test('test_replay_tolerant_mode: called once with the recorded inputs, equal after normalisation', async () => {
    const { id, code } = await decided('world', () => 'world ')
    expect(await engine.replay(id, { mode: 'tolerant' })).toMatchObject({
      status: 'success',
      outputsMatch: true,
      replayOutput: 'world ',
    })
    expect(code.mock.calls).toEqual([['hello']])
  })

  test.each([
    ['The claim is approved', 'The claim is not approved'],
    ['refund issued: $100.00', 'refund issued: $900.00'],
    [100, 81],
    ['yes', 'Yes'],
  ])('test_replay_tolerant_mode: %j is not %j', async (before, now) => {
    const { id } = await decided(before, () => now)
    expect(await engine.replay(id)).toMatchObject({
      status: 'failed',
      outputsMatch: false,
      replayOutput: now,
    })
  })

  test('test_replay_tolerant_mode: pending where nothing is registered to run', async () => {
    await store.save(sampleSnapshot('a', { functionName: 'registered by nobody' }))
    expect(await engine.replay('a')).toMatchObject({
      status: 'pending',
      verdict: 'error',
      outputsMatch: null,
    })
  })

  test('test_replay_with_policy: rules hold or are broken by what the function answers now', async () => {
    const alike = p
      .exactMatch('functionName')
      .semanticSimilarity('output', { minSimilarity: 0.9, scorer: 'lexical' })
    const { id, code } = await decided(REFUNDED)
    expect(await engine.replayWithPolicy(id, alike)).toMatchObject({
      status: 'success',
      policyViolations: [],
    })
    code.mockImplementation(() => REFUNDED_TOO)
    const { status, policyViolations } = await engine.replayWithPolicy(id, alike)
    expect(status).toBe('failed')
    expect(policyViolations).toMatchObject([{ field: 'output', threshold: 0.9, snapshotId: id }])
    expect(policyViolations[0]?.score).toBeCloseTo(0.78, 2)
  })

  test('test_diff_calculation: names what differs, and never ids and times', async () => {
    const snapshot = sampleSnapshot('a')
    const other = {
      ...snapshot,
      id: 'b',
      functionName: 'other',
      createdAt: '2030-01-01T00:00:00.000Z',
      executionTimeMs: 9,
    }
    await store.saveMany([snapshot, other].map((one) => ({ ...one, contentHash: contentHash(one) })))
    expect(await engine.diff('a', 'b')).toMatchObject({
      inputsChanged: false,
      outputsChanged: false,
      modelParamsChanged: false,
      changes: [{ fieldPath: 'functionName', changeType: 'modified', oldValue: 'triage', newValue: 'other' }],
    })
  })

  test('test_batch_replay: in order, no more at once than asked for, one bad id is one result', async () => {
    let [running, most] = [0, 0]
    const work = async (): Promise<string> => {
      most = Math.max(most, ++running)
      await new Promise((resolve) => setTimeout(resolve, 3))
      running--
      return 'done'
    }
    const ids: string[] = []
    for (let n = 0; n < 5; n++) ids.push((await decided('done', work)).id)
    const targets = [ids[0]!, 'nowhere', ...ids.slice(1)]
    const results = await engine.replayBatch(targets, { concurrency: 2 })
    expect(results.map(({ snapshotId }) => snapshotId)).toEqual(targets)
    expect(results.map(({ verdict }) => verdict)).toEqual([
      'match',
      'missing',
      'match',
      'match',
      'match',
      'match',
    ])
    expect(most).toBe(2)
  })

  test('test_replay_stats: counts real runs; a mismatch is no success, and time is measured', async () => {
    const slow = async (): Promise<number> => {
      await new Promise((resolve) => setTimeout(resolve, 20))
      return 1
    }
    const ids = [(await decided(1)).id, (await decided(1, slow)).id, (await decided(1, () => 2)).id]
    const stats = await engine.getReplayStats(ids)
    expect(stats).toMatchObject({
      totalReplays: 3,
      successfulReplays: 2,
      failedReplays: 1,
      exactMatches: 2,
      mismatches: 1,
    })
    expect(stats.totalExecutionTimeMs).toBeGreaterThan(15)
    expect(stats.averageExecutionTimeMs).toBeCloseTo(stats.totalExecutionTimeMs / 3)
    expect(await engine.getReplayStats([])).toMatchObject({ totalReplays: 0, averageExecutionTimeMs: 0 })
  })

  test('test_nonexistent_snapshot: missing in a replay and a batch, an error for diff and validate', async () => {
    const { id } = await decided(1)
    const missing = {
      verdict: 'missing',
      status: 'failed',
      outputsMatch: null,
      error: { code: 'SNAPSHOT_NOT_FOUND' },
    }
    expect(await engine.replay('nowhere')).toMatchObject(missing)
    expect(engine.replaySync('nowhere')).toMatchObject(missing)
    expect(await engine.replayBatch(['nowhere'])).toMatchObject([missing])
    const notFound = { code: 'SNAPSHOT_NOT_FOUND' }
    await expect(engine.diff('nowhere', id)).rejects.toMatchObject(notFound)
    await expect(engine.diff(id, 'nowhere')).rejects.toMatchObject(notFound)
    await expect(engine.validate('nowhere', p)).rejects.toMatchObject(notFound)
  })

  test('test_policy_validation: a low threshold passes what a high one does not, and neither without a run', async () => {
    const { id } = await decided(REFUNDED, () => REFUNDED_TOO)
    const alike = (minSimilarity: number) =>
      p.semanticSimilarity('output', { minSimilarity, scorer: 'lexical' })
    expect(await engine.replayWithPolicy(id, alike(0.3))).toMatchObject({ verdict: 'match' })
    const { policyViolations, verdict } = await engine.replayWithPolicy(id, alike(0.9))
    expect(verdict).toBe('violation')
    expect(policyViolations).toMatchObject([
      { threshold: 0.9, message: expect.stringContaining('similarity 0.78 < 0.90') },
    ])
    for (const minSimilarity of [0.3, 0.9]) {
      expect(await engine.validate(id, alike(minSimilarity))).toMatchObject({
        verdict: 'unchecked',
        status: 'failed',
        unchecked: ['semanticSimilarity(output)'],
      })
    }
  })
})

describe('what the seed does and has no test for', () => {
  test('a policy makes a success a failure, and a time that nobody knows is no difference of 0', async () => {
    const { id, snapshot } = await decided({ n: 5 })
    expect(await engine.replay(id)).toMatchObject({ status: 'success' })
    const strict = p.withinRange('output.n', { max: 4 })
    expect(await engine.replayWithPolicy(id, strict)).toMatchObject({ status: 'failed', outputsMatch: true })
    const { executionTimeMs: _time, ...timeless } = snapshot
    expect(diffSnapshots(snapshot, timeless).executionTimeDeltaMs).toBeNull()
  })

  test('a rule for a field that nobody has is broken, the rules keep their order, percentages count', async () => {
    const { id } = await decided({ n: 100 }, () => ({ n: 111 }))
    const by = p
      .addRule({ field: 'output.typo', comparator: 'exactMatch' })
      .addRule({ field: 'output.n', comparator: 'maxIncreasePercent', percent: 10 })
      .addRule({ field: 'output.n', comparator: 'withinRange', delta: 10 })
    const { policyViolations } = await engine.replayWithPolicy(id, by)
    expect(policyViolations.map(({ kind, ruleName }) => `${kind} ${ruleName}`)).toEqual([
      'unresolved-field exactMatch(output.typo)',
      'rule-broken maxIncreasePercent(output.n)',
      'rule-broken withinRange(output.n)',
    ])
  })

  test('partial: of several outputs some match', async () => {
    const { id } = await decided({ a: 1, b: 1 }, () => ({ a: 1, b: 2 }), { outputs: 'keys' })
    expect(await engine.replay(id)).toMatchObject({
      status: 'partial',
      verdict: 'mismatch',
      outputsMatch: false,
    })
  })

  test('a rule for the function and one for its time are held to a real run', async () => {
    const { id } = await decided(1)
    const by = p.exactMatch('functionName').withinRange('executionTimeMs', { min: 0, max: 60_000 })
    expect(await engine.replayWithPolicy(id, by)).toMatchObject({ verdict: 'match' })
  })
})

describe('the newest tests of the seed', () => {
  test('a changed answer is a mismatch, an unchanged one a match, both by a real call', async () => {
    const { id, code } = await decided('approve')
    expect(await engine.replay(id)).toMatchObject({ status: 'success', outputsMatch: true })
    code.mockImplementation(() => 'deny')
    expect(await engine.replay(id)).toMatchObject({
      status: 'failed',
      outputsMatch: false,
      diff: {
        outputsChanged: true,
        changes: [{ fieldPath: 'output', oldValue: 'approve', newValue: 'deny' }],
      },
    })
  })

  test('without anything to run nothing is verified, under no policy', async () => {
    const snapshot = sampleSnapshot('a', { functionName: 'registered by nobody' })
    for (const by of [p, p.ignore('output'), p.exactMatch('output').only()]) {
      expect(await engine.replayWithPolicy(snapshot, by)).toMatchObject({
        verdict: 'error',
        status: 'pending',
        outputsMatch: null,
        error: { code: 'DECISION_NOT_REGISTERED' },
      })
    }
  })

  test('a bare answer is the output "result"', async () => {
    const { id } = await decided('x')
    expect((await engine.replay(id)).replayedSnapshot?.outputs).toEqual([
      { name: 'result', value: 'x', dataType: 'string' },
    ])
  })

  test('a function that throws now is an outcome, with its message', async () => {
    const { id } = await decided('x', () => {
      throw new RangeError('model is gone')
    })
    expect(await engine.replay(id)).toMatchObject({
      status: 'failed',
      replayedSnapshot: { error: { name: 'RangeError', message: 'model is gone' } },
    })
  })

  test('what cannot be called is refused', () => {
    expect(() => decision('no function', 7 as never)).toThrow(
      expect.objectContaining({ code: 'INVALID_OPTION' }),
    )
  })

  test('a batch tells of each of its targets what became of it', async () => {
    const { id } = await decided(1)
    const broken = await decided(1, () => () => 1)
    const results = await engine.replayBatch(['nowhere', id, broken.id, 'not an id!'])
    expect(results.map(({ status }) => status)).toEqual(['failed', 'success', 'failed', 'failed'])
    expect(results.map(({ error }) => error?.code)).toEqual([
      'SNAPSHOT_NOT_FOUND',
      undefined,
      'NOT_SERIALIZABLE',
      expect.any(String),
    ])
  })

  test('the hash knows no order of construction, and knows outputs, parameters, tags and errors', () => {
    const { id: _id, ...rest } = sampleSnapshot('a', { tags: { a: '1', b: '2' } })
    const turned = Object.fromEntries(Object.entries(rest).reverse()) as unknown as DecisionSnapshot
    const [one, other] = [
      { ...rest, id: 'a' },
      { ...turned, id: 'a', tags: { b: '2', a: '1' } },
    ]
    expect(contentHash(other)).toBe(contentHash(one))
    const hashes = [
      one,
      { ...one, outputs: [{ name: 'result', value: 'else', dataType: 'string' }] },
      { ...one, modelParameters: { modelName: 'm', parameters: {} } },
      { ...one, tags: { a: '1' } },
      { ...one, error: { name: 'Error', message: 'x' } },
    ].map((snapshot) => contentHash(snapshot))
    expect(new Set(hashes).size).toBe(hashes.length)
  })

  test('the fingerprint is of the question, not of the answer', async () => {
    const { snapshot } = await decided(1)
    const answered = { ...snapshot, outputs: [{ name: 'result', value: 2, dataType: 'number' }] }
    expect(fingerprint(answered)).toBe(fingerprint(snapshot))
    const asked = { ...snapshot, inputs: [{ name: 'input', value: 'else', dataType: 'string' }] }
    expect(fingerprint(asked)).not.toBe(fingerprint(snapshot))
  })

  test('a page is cut after the filter', async () => {
    const tagged = (n: number) => sampleSnapshot(`s/${n}`, { tags: { even: String(n % 2 === 0) } })
    await store.saveMany(Array.from({ length: 10 }, (_item, n) => tagged(n)))
    const page = { tags: { even: 'true' }, limit: 2, offset: 1 }
    expect(await idsOf(store.query(page))).toEqual(['s/2', 's/4'])
    const results = await engine.replayBatch(page)
    expect(results.map(({ snapshotId }) => snapshotId)).toEqual(['s/2', 's/4'])
  })

  test('a query that is left reads no further', async () => {
    await store.saveMany(Array.from({ length: 10 }, (_item, n) => sampleSnapshot(`s/${n}`)))
    const others = vi.fn((_input: unknown) => 1)
    for await (const { snapshotId } of engine.replayStream({})) {
      others(snapshotId)
      if (others.mock.calls.length === 3) break
    }
    // Those behind may go: nobody will ask for them.
    await store.delete('s/9')
    expect(others.mock.calls).toEqual([['s/0'], ['s/1'], ['s/2']])
  })

  test('what a transaction has saved it can read before it ends', async () => {
    await store.transaction(async (inside) => {
      await inside.save(sampleSnapshot('a'))
      expect(await inside.has('a')).toBe(true)
    })
    expect((await collect(store.query())).length).toBe(1)
  })

  test.skipIf(process.platform === 'win32')('a database is for its owner alone', async () => {
    const path = join(folder, 'own.db')
    const database = await openStore(`sqlite:${path}`)
    await database.save(sampleSnapshot('a'))
    expect((statSync(path).mode & 0o777).toString(8)).toBe('600')
    await database.close()
  })
})
