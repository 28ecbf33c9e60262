import { describe, expect, test, vi } from 'vitest'
import { decision } from '../decision/decision.js'
import type { DecisionOptions } from '../decision/definition.js'
import { effect } from '../decision/effect.js'
import { policy, type ReplayPolicy } from '../policy/index.js'
import { captureSettled } from '../recording/capture.js'
import { contentHash } from '../snapshot/content-hash.js'
import type { DecisionSnapshot, HttpEffect } from '../snapshot/types.js'
import { openStore } from '../store/open-store.js'
import { sampleSnapshot } from '../store/testing/sample-snapshot.js'
import { ReplayEngine } from './replay-engine.js'
import type { BatchOptions, ReplayOptions, ReplayResult } from './types.js'

const store = await openStore('memory:')
const engine = new ReplayEngine(store)
const p = policy('steady')
let count = 0

type Behaviour = (...args: any[]) => unknown

interface Setup {
  args?: unknown[]
  options?: DecisionOptions
}

/** A decision that was recorded when it behaved like `before`, and behaves like `after` now. */
async function recorded(before: Behaviour, after = before, { args = ['hello'], options = {} }: Setup = {}) {
  let behaviour = before
  const number = ++count
  const decide = decision(`decision ${number}`, (...given: unknown[]) => behaviour(...given), options)
  const id = `case/${number}`
  const { snapshot } = await captureSettled(() => decide(...args), { id, store })
  behaviour = after
  return { id, decide, snapshot }
}

async function replayed(
  before: Behaviour,
  after: Behaviour,
  options: ReplayOptions = {},
  setup?: Setup,
): Promise<ReplayResult> {
  const { id } = await recorded(before, after, setup)
  return engine.replay(id, options)
}

function failing(error: unknown): Behaviour {
  return () => {
    throw error
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
const never = (): Promise<never> => new Promise(() => undefined)

describe('what a first user of replays relies on', () => {
  test('replay engine creation: the default mode is tolerant', async () => {
    const { id } = await recorded(
      () => 'two  words',
      () => 'two words',
    )
    expect(await new ReplayEngine(store).replay(id)).toMatchObject({ verdict: 'match' })
    expect(await new ReplayEngine(store, { mode: 'strict' }).replay(id)).toMatchObject({
      verdict: 'mismatch',
    })
  })

  test('replay tolerant mode: called once with the recorded inputs, and equal after normalisation', async () => {
    const after = vi.fn(() => 'world ')
    const { id } = await recorded(() => 'world', after, { args: ['hello', { deep: [1] }] })
    const result = await engine.replay(id, { mode: 'tolerant' })

    expect(after.mock.calls).toEqual([['hello', { deep: [1] }]])
    expect(result).toMatchObject({
      verdict: 'match',
      status: 'success',
      outputsMatch: true,
      replayOutput: 'world ',
    })
  })

  test('replay tolerant mode: another answer fails', async () => {
    expect(
      await replayed(
        () => 'world',
        () => 'word!',
      ),
    ).toMatchObject({
      verdict: 'mismatch',
      status: 'failed',
      outputsMatch: false,
      replayOutput: 'word!',
    })
  })

  test('replay with policy: passes while the answer holds, else shows what was expected', async () => {
    const exact = p.exactMatch('functionName').exactMatch('output')
    const holds = await recorded(() => 'world')
    expect(await engine.replayWithPolicy(holds.id, exact)).toMatchObject({
      verdict: 'match',
      status: 'success',
      policyViolations: [],
    })

    const changed = await recorded(
      () => 'world',
      () => 'word!',
    )
    const result = await engine.replayWithPolicy(changed.id, exact)
    expect(result).toMatchObject({ verdict: 'violation', status: 'failed', outputsMatch: false })
    expect(result.policyViolations).toMatchObject([
      { policy: 'steady', field: 'output', expected: '"world"', actual: '"word!"', snapshotId: changed.id },
    ])
  })

  test('diff calculation: function name and outputs, never ids and times', async () => {
    const [a, b] = [await recorded(() => 1), await recorded(() => 2)]
    const diff = await engine.diff(a.id, b.id)
    expect(diff.changes.map(({ fieldPath }) => fieldPath)).toEqual(['functionName', 'output'])
    expect(diff).toMatchObject({ inputsChanged: false, outputsChanged: true, modelParamsChanged: false })
    expect((await engine.diff(a.id, a.id)).changes).toEqual([])
  })

  test('batch replay: in order, never more at once than asked for, one bad id is one bad result', async () => {
    let [running, most] = [0, 0]
    const work = async (answer: unknown): Promise<unknown> => {
      most = Math.max(most, ++running)
      await pause(answer === 'slow' ? 30 : 5)
      running--
      return answer
    }
    const ids: string[] = []
    for (const answer of ['slow', 'b', 'c', 'd', 'e']) ids.push((await recorded(() => work(answer))).id)
    most = 0
    const targets = [ids[0]!, 'case/nowhere', ...ids.slice(1)]
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
    expect(results.map(({ replayOutput }) => replayOutput)).toEqual(['slow', undefined, 'b', 'c', 'd', 'e'])
    expect(most).toBe(2)
  })

  test('replay stats: counted from real runs, a mismatch is no success, time is measured', async () => {
    const holds = await recorded(() => 1)
    const slow = await recorded(() => pause(20))
    const changed = await recorded(
      () => 1,
      () => 2,
    )
    const stats = await engine.getReplayStats([holds.id, slow.id, changed.id, 'case/nowhere'])

    expect(stats).toMatchObject({
      totalReplays: 4,
      successfulReplays: 2,
      failedReplays: 2,
      exactMatches: 2,
      mismatches: 1,
      byVerdict: { match: 2, mismatch: 1, missing: 1, violation: 0 },
    })
    expect(stats.totalExecutionTimeMs).toBeGreaterThanOrEqual(18)
    expect(stats.averageExecutionTimeMs).toBeCloseTo(stats.totalExecutionTimeMs / 3)
  })

  test('replay stats: all zero when there is nothing', async () => {
    expect(await engine.getReplayStats([])).toMatchObject({
      totalReplays: 0,
      successfulReplays: 0,
      failedReplays: 0,
      averageExecutionTimeMs: 0,
    })
  })

  test('nonexistent snapshot: a verdict of its own for replay and batch, an error for diff', async () => {
    const { id } = await recorded(() => 1)
    expect(await engine.replay('case/nowhere')).toMatchObject({
      snapshotId: 'case/nowhere',
      verdict: 'missing',
      status: 'failed',
      outputsMatch: null,
      diff: null,
      error: { code: 'SNAPSHOT_NOT_FOUND' },
    })
    expect(await engine.replayBatch(['case/nowhere'])).toMatchObject([{ verdict: 'missing' }])
    const notFound = expect.objectContaining({ code: 'SNAPSHOT_NOT_FOUND' })
    await expect(engine.diff('case/nowhere', id)).rejects.toThrow(notFound)
    await expect(engine.diff(id, 'case/nowhere')).rejects.toThrow(notFound)
  })

  test('a field that a rule names and nobody has is a violation, never a pass', async () => {
    const { id } = await recorded(() => ({ label: 'a' }))
    expect(await engine.replayWithPolicy(id, p.exactMatch('output.lable'))).toMatchObject({
      verdict: 'violation',
      outputsMatch: true,
      policyViolations: [{ kind: 'unresolved-field', field: 'output.lable' }],
    })
  })

  test('a policy cannot pass where nothing ran', async () => {
    await store.save(sampleSnapshot('case/unregistered', { functionName: 'nobody registered this' }))
    expect(await engine.replayWithPolicy('case/unregistered', p.ignore('output'))).toMatchObject({
      verdict: 'error',
      status: 'pending',
      outputsMatch: null,
    })
  })
})

describe('verdicts', () => {
  const changing = [() => ({ a: 1, b: 1 }), () => ({ a: 2, b: 1 })] as const

  test.each<[string, Behaviour, Behaviour, ReplayOptions, object]>([
    ['match', () => 1, () => 1, {}, { verdict: 'match', status: 'success', outputsMatch: true }],
    ['mismatch', ...changing, {}, { verdict: 'mismatch', status: 'failed', outputsMatch: false }],
    [
      'violation',
      ...changing,
      { policy: p },
      { verdict: 'violation', status: 'failed', outputsMatch: false },
    ],
    [
      'match by a policy that allows the change',
      ...changing,
      { policy: p.ignore('output.a') },
      { verdict: 'match', status: 'success', outputsMatch: false, policyViolations: [] },
    ],
    [
      'violation of a rule stricter than the mode',
      () => 'x ',
      () => 'x',
      { policy: p.exactMatch('output') },
      { verdict: 'violation', outputsMatch: true },
    ],
    [
      'error, for an answer that cannot be compared',
      () => 1,
      () => () => 1,
      {},
      {
        verdict: 'error',
        status: 'failed',
        outputsMatch: null,
        diff: null,
        error: { code: 'NOT_SERIALIZABLE' },
      },
    ],
    [
      'miss, of a kind that was not recorded',
      () => 1,
      () => effect('crm', async () => 1).catch(() => 1),
      {},
      {
        verdict: 'miss',
        status: 'failed',
        misses: [{ kind: 'NO_TAPE', asked: 'effect "crm"', position: 1 }],
      },
    ],
    [
      'miss, of another call',
      () => effect('crm', async () => 1),
      () => effect('erp', async () => 1).catch(() => 1),
      {},
      { verdict: 'miss', misses: [{ kind: 'NO_MATCH', asked: 'effect "erp"', recorded: 1, used: 0 }] },
    ],
    [
      'miss, of a call more, though the answer is the same',
      () => effect('crm', async () => 1),
      async () => {
        const answer = await effect('crm', async () => 1)
        await effect('crm', async () => 1).catch(() => undefined)
        return answer
      },
      {},
      {
        verdict: 'miss',
        outputsMatch: true,
        misses: [{ kind: 'EXHAUSTED', position: 2, recorded: 1, used: 1 }],
      },
    ],
    [
      'unused, though the answer is the same',
      () => effect('crm', async () => 1),
      () => 1,
      {},
      { verdict: 'unused', status: 'failed', outputsMatch: true, unused: ['contact 1 of 1, effect "crm"'] },
    ],
    [
      'timeout',
      () => 1,
      never,
      { timeoutMs: 20 },
      { verdict: 'timeout', status: 'failed', outputsMatch: null, diff: null, unused: [] },
    ],
    [
      'timeout, under a policy that ignores everything',
      () => 1,
      never,
      { timeoutMs: 20, policy: p.ignore('output').ignore('error') },
      { verdict: 'timeout', outputsMatch: null },
    ],
    [
      'miss, of a call without end after it',
      () => 1,
      () => effect('crm', async () => 1).catch(never),
      {},
      { verdict: 'miss', outputsMatch: null, diff: null },
    ],
  ])('%s', async (_what, before, after, options, expected) => {
    expect(await replayed(before, after, options)).toMatchObject(expected)
  })

  test('nothing that did not match has the status success', async () => {
    const results = [
      await replayed(
        () => 1,
        () => 2,
      ),
      await replayed(() => 1, never, { timeoutMs: 5 }),
      await engine.replay('case/nowhere'),
    ]
    expect(results.map(({ status }) => status)).toEqual(['failed', 'failed', 'failed'])
  })

  test('of a decision nobody registered, naming those that are', async () => {
    const snapshot = sampleSnapshot('case/x', { functionName: 'never registered' })
    const result = await engine.replay(snapshot)
    expect(result).toMatchObject({
      verdict: 'error',
      status: 'pending',
      outputsMatch: null,
      originalSnapshot: snapshot,
      error: { code: 'DECISION_NOT_REGISTERED', message: expect.stringContaining('"never registered"') },
    })
    expect(result.error?.message).toContain('decision 1')
  })
})

describe('several outputs', () => {
  const keys: Setup = { options: { outputs: 'keys' } }
  test.each<[string, unknown, unknown, string, string]>([
    ['all the same', { a: 1, b: 2 }, { b: 2, a: 1 }, 'match', 'success'],
    ['some the same', { a: 1, b: 2 }, { a: 1, b: 3 }, 'mismatch', 'partial'],
    ['the first one gone', { a: 1, b: 2 }, { b: 2 }, 'mismatch', 'partial'],
    ['none the same', { a: 1, b: 2 }, { a: 2, b: 3 }, 'mismatch', 'failed'],
    ['one more', { a: 1, b: 2 }, { a: 1, b: 2, c: 3 }, 'mismatch', 'failed'],
    ['no object any more', { a: 1, b: 2 }, 'x', 'mismatch', 'failed'],
  ])('%s', async (_what, before, after, verdict, status) => {
    expect(
      await replayed(
        () => before,
        () => after,
        {},
        keys,
      ),
    ).toMatchObject({ verdict, status })
  })

  test('output is the first recorded one, whatever comes first now', async () => {
    const { id } = await recorded(
      () => ({ a: 1, b: 2 }),
      () => ({ b: 2, a: 1 }),
      keys,
    )
    expect(await engine.replayWithPolicy(id, p.exactMatch('output').exactMatch('outputs.b'))).toMatchObject({
      verdict: 'match',
    })
  })
})

describe('a throw is an outcome', () => {
  const coded = (message: string, code: unknown) => Object.assign(new RangeError(message), { code })

  test.each<[string, unknown, unknown, string, string[]]>([
    ['the same error', new RangeError('x'), new RangeError('x'), 'match', []],
    ['the same error with a code', coded('x', 'E1'), coded('x', 'E1'), 'match', []],
    ['a message that is the same by the mode', new Error('a  b\r\n'), new Error('a b'), 'match', []],
    ['another message', new Error('x'), new Error('y'), 'mismatch', ['error.message']],
    ['another name', new Error('x'), new RangeError('x'), 'mismatch', ['error.name']],
    ['another code', coded('x', 'E1'), coded('x', 'E2'), 'mismatch', ['error.code']],
    ['a code more', new RangeError('x'), coded('x', 7), 'mismatch', ['error.code']],
    ['the same text', 'down', 'down', 'match', []],
    ['another text', 'down', 'up', 'mismatch', ['error.message']],
    ['undefined', undefined, undefined, 'match', []],
    ['an object', { message: 'x' }, { message: 'x' }, 'match', []],
    ['a text and an error of that text', 'x', new Error('x'), 'mismatch', ['error.name']],
  ])('%s', async (_what, before, after, verdict, paths) => {
    const result = await replayed(failing(before), failing(after))
    expect(result).toMatchObject({ verdict, outputsMatch: verdict === 'match' })
    expect(result.diff?.changes.map(({ fieldPath }) => fieldPath)).toEqual(paths)
    expect(result).not.toHaveProperty('replayOutput')
  })

  test('asynchronous and synchronous throws are one', async () => {
    const error = new Error('x')
    expect(await replayed(failing(error), () => Promise.reject(error))).toMatchObject({ verdict: 'match' })
  })

  test('in place of an answer, and the other way round', async () => {
    expect(await replayed(() => 1, failing(new Error('x')))).toMatchObject({
      verdict: 'mismatch',
      outputsMatch: false,
      diff: { errorChanged: true, outputsChanged: true },
    })
    expect(await replayed(failing(new Error('x')), () => 1)).toMatchObject({
      verdict: 'mismatch',
      outputsMatch: false,
      replayOutput: 1,
    })
  })

  test('an error given back is no throw', async () => {
    expect(await replayed(() => new Error('x'), failing(new Error('x')))).toMatchObject({
      verdict: 'mismatch',
    })
    expect(
      await replayed(
        () => new Error('x'),
        () => new Error('y'),
      ),
    ).toMatchObject({ verdict: 'mismatch' })
  })

  test('under a policy', async () => {
    const { id } = await recorded(failing(new Error('x')), failing(new Error('y')))
    expect(
      await engine.replayWithPolicy(id, p.exactMatch('error.name').ignore('error.message')),
    ).toMatchObject({
      verdict: 'match',
      outputsMatch: false,
    })
    expect(await engine.replayWithPolicy(id, p.exactMatch('error.message'))).toMatchObject({
      verdict: 'violation',
    })
  })
})

describe('values through the store', () => {
  const hostile = '{"__proto__":{"p":1},"constructor":2,"valueOf":1,"toString":"x","hasOwnProperty":1}'
  test.each<[string, () => unknown, string]>([
    ['undefined', () => undefined, 'match'],
    ['NaN', () => Number.NaN, 'match'],
    ['a date', () => new Date(5), 'match'],
    ['a map', () => new Map([['a', new Set([1n])]]), 'match'],
    ['bytes', () => new Uint8Array([1, 2]), 'match'],
    ['hostile names', () => JSON.parse(hostile) as unknown, 'match'],
    ['a random number', () => Math.random() + Math.random(), 'match'],
    ['a time that is not recorded', () => process.hrtime.bigint(), 'nondeterministic'],
  ])('%s in both modes', async (_what, answer, verdict) => {
    for (const mode of ['strict', 'tolerant'] as const) {
      expect(await replayed(answer, answer, { mode }), mode).toMatchObject({ verdict })
    }
  })

  test('of inputs', async () => {
    const input = { at: new Date(5), seen: new Map([['a', 1n]]), none: undefined }
    const after = vi.fn(() => 1)
    const { id } = await recorded(() => 1, after, { args: [input, undefined] })
    await engine.replay(id)
    expect(after.mock.calls).toStrictEqual([[input, undefined]])
  })
})

describe('inputs', () => {
  const grow: Behaviour = (list: unknown[]) => list.push('more')

  test('changed by the code are as recorded in the next replay', async () => {
    const { id } = await recorded(grow, grow, { args: [['first']] })
    const results = await engine.replayBatch([id, id, id])
    expect(results.map(({ verdict, replayOutput }) => [verdict, replayOutput])).toEqual([
      ['match', 2],
      ['match', 2],
      ['match', 2],
    ])
  })

  test('changed by the code are as recorded in the snapshot that was handed over', async () => {
    const { snapshot } = await recorded(grow, grow, { args: [['first']] })
    expect(snapshot.inputs[0]?.value).toEqual(['first'])
    await engine.replay(snapshot)
    expect(snapshot.inputs[0]?.value).toEqual(['first'])
    expect(await engine.replay(snapshot)).toMatchObject({ verdict: 'match', diff: { inputsChanged: false } })
  })
})

test('a synchronous decision is replayed like any other', async () => {
  const { decide, id } = await recorded((text: string) => text.length)
  expect(decide('direct')).toBe(6)
  expect(await engine.replay(id)).toMatchObject({ verdict: 'match', replayOutput: 5 })
})

test('a snapshot is replayed as it is, the store is not asked', async () => {
  const { snapshot } = await recorded(() => 1)
  await store.delete(snapshot.id)
  const result = await engine.replay(snapshot)
  expect(result).toMatchObject({ verdict: 'match' })
  expect(result.originalSnapshot).toBe(snapshot)
  expect(result.replayedSnapshot).toMatchObject({
    id: snapshot.id,
    functionName: snapshot.functionName,
    outputs: [{ value: 1 }],
  })
})

test('a decision called by another one is part of it', async () => {
  const inner = decision('inner', (n: number) => effect('double', () => n * 2))
  expect(
    await replayed(
      (text: string) => inner(text.length),
      (text: string) => inner(text.length),
    ),
  ).toMatchObject({ verdict: 'match', replayOutput: 10 })
})

describe('a recording edited by hand', () => {
  const edited = (snapshot: DecisionSnapshot): DecisionSnapshot => ({
    ...structuredClone({ ...snapshot }),
    outputs: [{ name: 'result', value: 'edited', dataType: 'string' }],
  })

  test('is said to be, where the replay does not match', async () => {
    const { snapshot } = await recorded(() => 'original')
    const result = await engine.replay(edited(snapshot))
    expect(result).toMatchObject({
      verdict: 'mismatch',
      warnings: [expect.stringContaining('edited by hand')],
    })
  })

  test('is judged by what it says', async () => {
    const { snapshot } = await recorded(
      () => 'original',
      () => 'edited',
    )
    expect(await engine.replay(edited(snapshot))).toMatchObject({ verdict: 'match' })
  })

  test('no warning for one that was not', async () => {
    expect(
      await replayed(
        () => 1,
        () => 2,
      ),
    ).toMatchObject({ verdict: 'mismatch', warnings: [] })
  })
})

describe('time', () => {
  const slowCrm = (executionTimeMs: number, ownTimeMs: number | undefined, functionName: string) =>
    sampleSnapshot('case/slow', {
      functionName,
      effects: [{ kind: 'call', name: 'crm', value: 1, durationMs: 60_000 }],
      outputs: [{ name: 'result', value: 1, dataType: 'number' }],
      executionTimeMs,
      ...(ownTimeMs === undefined ? {} : { ownTimeMs }),
    })
  decision('asks the crm', () => effect('crm', async () => 1))
  decision('asks the crm, and thinks', async () => {
    const answer = await effect('crm', async () => 1)
    await pause(50)
    return answer
  })

  test('is the own time of the replay and the recorded waiting', async () => {
    const quick = await engine.replay(slowCrm(60_020, 20, 'asks the crm'))
    expect(quick.verdict).toBe('match')
    expect(quick.executionTimeMs).toBeGreaterThanOrEqual(60_000)
    expect(quick.executionTimeMs).toBeLessThan(60_000 + 10_000)
    expect(quick.replayedSnapshot?.executionTimeMs).toBe(quick.executionTimeMs)
    expect(quick.diff?.executionTimeDeltaMs).toBeCloseTo(quick.executionTimeMs - 60_020)

    const slower = await engine.replay(slowCrm(60_020, 20, 'asks the crm, and thinks'))
    expect(slower.executionTimeMs).toBeGreaterThanOrEqual(60_000 + 45)
    expect(slower.replayedSnapshot?.ownTimeMs).toBeGreaterThanOrEqual(45)
  })

  test('is the own time alone where no waiting was recorded', async () => {
    const result = await engine.replay(slowCrm(60_020, undefined, 'asks the crm'))
    expect(result.executionTimeMs).toBeLessThan(10_000)
  })

  test('runs out by the option, else by that of the decision, else by that of the engine', async () => {
    const quickly = new ReplayEngine(store, { timeoutMs: 15 })
    const slow: Behaviour = () => pause(60)
    const plain = await recorded(() => undefined, slow)
    const patient = await recorded(() => undefined, slow, { options: { timeoutMs: 5_000 } })
    const hasty = await recorded(() => undefined, slow, { options: { timeoutMs: 15 } })

    expect(await quickly.replay(plain.id)).toMatchObject({ verdict: 'timeout' })
    expect(await engine.replay(plain.id)).toMatchObject({ verdict: 'match' })
    expect(await quickly.replay(patient.id)).toMatchObject({ verdict: 'match' })
    expect(await engine.replay(hasty.id)).toMatchObject({ verdict: 'timeout' })
    expect(await engine.replay(hasty.id, { timeoutMs: 5_000 })).toMatchObject({ verdict: 'match' })
    expect(await engine.replay(patient.id, { timeoutMs: 15 })).toMatchObject({ verdict: 'timeout' })
  })
})

describe('model parameters and usage', () => {
  const request = { model: 'gpt-5-mini', temperature: 0, messages: [{ role: 'user', content: 'Hi' }] }
  const exchange: HttpEffect = {
    kind: 'http',
    request: { method: 'POST', url: 'https://api.openai.com/v1/chat/completions', body: { json: request } },
    response: {
      status: 200,
      headers: { 'content-type': 'application/json' },
      chunks: [
        {
          json: {
            model: 'gpt-5-mini-2026',
            choices: [{ message: { role: 'assistant', content: 'Hello' } }],
            usage: { prompt_tokens: 8, completion_tokens: 2, total_tokens: 10 },
          },
        },
      ],
    },
    end: 'done',
    durationMs: 5,
  }
  const ask = async (): Promise<string> => {
    const response = await fetch(exchange.request.url, { method: 'POST', body: JSON.stringify(request) })
    const { choices } = (await response.json()) as any
    return choices[0].message.content as string
  }
  const asked = (functionName: string, totalTokens: number) =>
    sampleSnapshot('case/model', {
      functionName,
      effects: [exchange],
      outputs: [{ name: 'result', value: 'Hello', dataType: 'string' }],
      usage: { inputTokens: 8, outputTokens: totalTokens - 8, totalTokens },
    })
  decision('asks a model', ask)
  decision('asks a named model', ask, {
    modelParameters: { modelName: 'ours', parameters: { temperature: 1 } },
  })

  test('are read from the recorded exchanges', async () => {
    const result = await engine.replay(asked('asks a model', 10), { policy: p.exactMatch('usage') })
    expect(result).toMatchObject({
      verdict: 'match',
      replayedSnapshot: {
        usage: { inputTokens: 8, outputTokens: 2, totalTokens: 10 },
        modelParameters: { modelName: expect.stringContaining('gpt-5-mini'), provider: 'openai' },
      },
    })
  })

  test('of the recording count as they were written down', async () => {
    const result = await engine.replay(asked('asks a model', 11), {
      policy: p.exactMatch('usage.totalTokens'),
    })
    expect(result).toMatchObject({
      verdict: 'violation',
      outputsMatch: true,
      policyViolations: [{ field: 'usage.totalTokens', expected: '11', actual: '10' }],
    })
  })

  test('given in the options win, and are judged by rules alone', async () => {
    const snapshot = asked('asks a named model', 10)
    const field = 'modelParameters.modelName'
    const recording = { ...snapshot, modelParameters: { modelName: 'theirs', parameters: {} } }
    expect(await engine.replay(recording)).toMatchObject({
      verdict: 'match',
      diff: { modelParamsChanged: true },
      replayedSnapshot: { modelParameters: { modelName: 'ours' } },
    })
    expect(await engine.replay(recording, { policy: p.exactMatch(field) })).toMatchObject({
      verdict: 'violation',
      policyViolations: [{ field, expected: '"theirs"', actual: '"ours"' }],
    })
  })

  test('a policy naming what the recording has no word of is violated', async () => {
    const { id } = await recorded(() => 1)
    expect(await engine.replayWithPolicy(id, p.exactMatch('usage.totalTokens'))).toMatchObject({
      verdict: 'violation',
      policyViolations: [{ kind: 'unresolved-field' }],
    })
  })
})

describe('replayBatch', () => {
  async function some(length: number, behaviour: Behaviour = () => 1): Promise<string[]> {
    const ids: string[] = []
    for (let index = 0; index < length; index++) ids.push((await recorded(behaviour)).id)
    return ids
  }

  test('takes ids, snapshots, sets, streams and queries', async () => {
    const { id, snapshot } = await recorded(() => 1)
    const { functionName } = snapshot
    const matches = [{ snapshotId: id, verdict: 'match' }]
    expect(await engine.replayBatch([id])).toMatchObject(matches)
    expect(await engine.replayBatch([snapshot])).toMatchObject(matches)
    expect(await engine.replayBatch(new Set([id]))).toMatchObject(matches)
    expect(await engine.replayBatch(store.query({ functionName }))).toMatchObject(matches)
    expect(await engine.replayBatch({ functionName })).toMatchObject(matches)
    expect(await engine.replayBatch({ functionName: 'of nobody' })).toEqual([])
    expect(await engine.replayBatch([])).toEqual([])
  })

  test.each([1, 3, 100])('concurrency %i', async (concurrency) => {
    let [running, most] = [0, 0]
    const ids = await some(5, async () => {
      most = Math.max(most, ++running)
      await pause(5)
      running--
    })
    most = 0
    const results = await engine.replayBatch(ids, { concurrency })
    expect(results.map(({ snapshotId }) => snapshotId)).toEqual(ids)
    expect(most).toBe(Math.min(concurrency, 5))
  })

  test('hands mode and policy on', async () => {
    const { id } = await recorded(
      () => 'x ',
      () => 'x',
    )
    expect(await engine.replayBatch([id], { mode: 'strict' })).toMatchObject([{ verdict: 'mismatch' }])
    expect(await engine.replayBatch([id], { policy: p.exactMatch('output') })).toMatchObject([
      { verdict: 'violation' },
    ])
    expect(await engine.getReplayStats([id], { mode: 'strict' })).toMatchObject({ mismatches: 1 })
  })

  test('replays of one tape do not take each other’s answers', async () => {
    const behaviour: Behaviour = async () => {
      const first = await effect('n', async () => ++count)
      await pause(Math.random() * 10)
      return [first, await effect('n', async () => ++count)]
    }
    const { id } = await recorded(behaviour)
    const results = await engine.replayBatch(
      Array.from({ length: 20 }, () => id),
      { concurrency: 20 },
    )
    expect(new Set(results.map(({ verdict }) => verdict))).toEqual(new Set(['match']))
  })

  test('stops when its signal aborts, with the reason of the signal', async () => {
    const started = vi.fn()
    const ids = await some(8, () => pause(20))
    const controller = new AbortController()
    const reason = new Error('enough')
    const batch = engine.replayBatch(ids, {
      concurrency: 2,
      signal: controller.signal,
      onProgress: ({ done, result }) => {
        if (result === undefined) return
        started()
        if (done === 2) controller.abort(reason)
      },
    })
    await expect(batch).rejects.toBe(reason)
    const calls = started.mock.calls.length
    await pause(60)
    expect(started.mock.calls.length).toBe(calls)
    expect(calls).toBeLessThan(8)
  })

  test('does not begin when its signal has aborted', async () => {
    const behaviour = vi.fn(() => 1)
    const { id } = await recorded(behaviour)
    behaviour.mockClear()
    await expect(engine.replayBatch([id], { signal: AbortSignal.abort(new Error('no')) })).rejects.toThrow(
      'no',
    )
    expect(behaviour).not.toHaveBeenCalled()
  })

  test.each(['case/1', undefined, 7])('targets that are no list: %j', async (targets) => {
    await expect(engine.replayBatch(targets as never)).rejects.toThrow(
      expect.objectContaining({ code: 'INVALID_OPTION', message: expect.stringContaining('replayBatch()') }),
    )
  })
})

describe('a single replay and its signal', () => {
  test('waiting ends when the signal aborts', async () => {
    const { id } = await recorded(() => 1, never)
    const controller = new AbortController()
    const replay = engine.replay(id, { signal: controller.signal })
    setTimeout(() => {
      controller.abort(new Error('enough'))
    }, 10)
    await expect(replay).rejects.toThrow('enough')
  })

  test('a signal that stays quiet changes nothing and keeps no listener', async () => {
    const { id } = await recorded(() => Promise.resolve(1))
    const { signal } = new AbortController()
    const removed = vi.spyOn(signal, 'removeEventListener')
    expect(await engine.replay(id, { signal })).toMatchObject({ verdict: 'match' })
    expect(removed).toHaveBeenCalledWith('abort', expect.any(Function))
  })
})

describe('replayCall', () => {
  test('the same call', async () => {
    const { id, decide } = await recorded((text: string) => `${text}!`)
    expect(await engine.replayCall(() => decide('hello'), id)).toMatchObject({
      snapshotId: id,
      verdict: 'match',
      outputsMatch: true,
      replayOutput: 'hello!',
    })
  })

  test('other inputs are a mismatch even if the answer is the same', async () => {
    const { id, decide } = await recorded(() => 1)
    expect(await engine.replayCall(() => decide('other'), id)).toMatchObject({
      verdict: 'mismatch',
      outputsMatch: true,
      diff: {
        inputsChanged: true,
        changes: [{ fieldPath: 'inputs.input', oldValue: 'hello', newValue: 'other' }],
      },
    })
  })

  test('an argument more or less', async () => {
    const { id, decide } = await recorded(() => 1)
    expect(await engine.replayCall(() => decide(), id)).toMatchObject({ verdict: 'mismatch' })
    expect(await engine.replayCall(() => decide('hello', 1), id)).toMatchObject({ verdict: 'mismatch' })
  })

  test('inputs that a policy lets change', async () => {
    const { id, decide } = await recorded(() => 1)
    expect(
      await engine.replayCall(() => decide('other'), id, { policy: p.ignore('inputs.input') }),
    ).toMatchObject({
      verdict: 'match',
    })
  })

  test('the tape answers', async () => {
    const real = vi.fn(() => 7)
    const { id, decide } = await recorded(() => effect('crm', real))
    real.mockClear()
    expect(await engine.replayCall(() => decide('hello'), id)).toMatchObject({
      verdict: 'match',
      replayOutput: 7,
    })
    expect(real).not.toHaveBeenCalled()
  })

  test('what is around the decision runs, and does not count', async () => {
    const { id, decide } = await recorded(() => 1)
    const around = async (): Promise<string> => {
      await pause(5)
      await decide('hello')
      return 'something else'
    }
    expect(await engine.replayCall(around, id)).toMatchObject({ verdict: 'match', replayOutput: 1 })
  })

  test('a synchronous throw of the decision', async () => {
    const { id, decide } = await recorded(failing(new Error('x')))
    expect(await engine.replayCall(() => decide('hello'), id)).toMatchObject({ verdict: 'match' })
  })

  test('a throw that the thunk catches', async () => {
    const { id, decide } = await recorded(() => 1, failing(new Error('x')))
    const swallow = (): unknown => {
      try {
        return decide('hello')
      } catch {
        return 1
      }
    }
    expect(await engine.replayCall(swallow, id)).toMatchObject({
      verdict: 'mismatch',
      diff: { errorChanged: true },
    })
  })

  test('inputs changed by the code are compared as they were given', async () => {
    const grow: Behaviour = (list: unknown[]) => list.push('more')
    const { id, decide } = await recorded(grow, grow, { args: [['first']] })
    expect(await engine.replayCall(() => decide(['first']), id)).toMatchObject({ verdict: 'match' })
  })

  test('a call without end', async () => {
    const { id, decide } = await recorded(() => 1, never)
    expect(await engine.replayCall(() => decide('hello'), id, { timeoutMs: 20 })).toMatchObject({
      verdict: 'timeout',
    })
  })

  test('another decision', async () => {
    const { id } = await recorded(() => 1)
    const other = await recorded(() => 1)
    await expect(engine.replayCall(() => other.decide('hello'), id)).rejects.toThrow(
      expect.objectContaining({ code: 'DECISION_CONFLICT', message: expect.stringContaining(`"${id}"`) }),
    )
  })

  test('another decision, its refusal swallowed', async () => {
    const { id } = await recorded(() => 1)
    const other = await recorded(() => 1)
    const swallowing = (): unknown => {
      try {
        return other.decide('hello')
      } catch {
        return undefined
      }
    }
    await expect(engine.replayCall(swallowing, id)).rejects.toThrow(
      expect.objectContaining({ code: 'DECISION_CONFLICT' }),
    )
  })

  test.each<[string, (decide: Behaviour) => unknown]>([
    ['no decision', () => 1],
    ['two decisions', (decide) => [decide('hello'), decide('hello')]],
    ['two decisions, one after the other', async (decide) => [await decide('hello'), await decide('hello')]],
  ])('%s', async (_what, call) => {
    const { id, decide } = await recorded(() => Promise.resolve(1))
    await expect(engine.replayCall(() => call(decide), id)).rejects.toThrow(
      expect.objectContaining({ code: 'NOT_ONE_DECISION' }),
    )
  })

  test('a thunk that throws before it calls the decision', async () => {
    const { id } = await recorded(() => 1)
    await expect(engine.replayCall(failing(new Error('setup broke')), id)).rejects.toThrow('setup broke')
  })

  test('an id that is not there: the thunk is not called', async () => {
    const thunk = vi.fn()
    expect(await engine.replayCall(thunk, 'case/nowhere')).toMatchObject({
      verdict: 'missing',
      outputsMatch: null,
    })
    expect(thunk).not.toHaveBeenCalled()
  })
})

describe('wrong use is an error that names it', () => {
  const invalid = (message: string, code = 'INVALID_OPTION') =>
    expect.objectContaining({ code, message: expect.stringContaining(message) })

  test.each<[object, string]>([
    [{ modee: 'strict' }, '"modee"'],
    [{ mode: 'loose' }, 'mode'],
    [{ mode: null }, 'mode'],
    [{ timeoutMs: 0 }, 'timeoutMs'],
    [{ timeoutMs: -1 }, 'timeoutMs'],
    [{ timeoutMs: Number.NaN }, 'timeoutMs'],
    [{ timeoutMs: '5' }, 'timeoutMs'],
    [{ timeoutMs: Infinity }, 'timeoutMs'],
    [{ timeoutMs: 2 ** 31 }, 'timeoutMs'],
    [{ policy: {} }, 'policy'],
    [{ policy: 'steady' }, 'policy'],
    [{ concurrency: 2 }, '"concurrency"'],
    [{ trials: 0 }, 'trials'],
    [{ trials: 1.5 }, 'trials'],
    [{ pass: 'most' }, 'pass'],
    [{ pass: { rate: 0 } }, 'pass'],
    [{ overrides: { input: 1 } }, '"input"'],
    [{ signal: 'now' }, 'signal'],
    [{ signal: null }, 'signal'],
  ])('replay(id, %j)', async (options, message) => {
    const { id } = await recorded(() => 1)
    await expect(engine.replay(id, options as ReplayOptions)).rejects.toThrow(invalid(message))
    await expect(engine.replayCall(() => 1, id, options as ReplayOptions)).rejects.toThrow(invalid(message))
  })

  test.each<[object, string]>([
    [{ concurrency: 0 }, 'concurrency'],
    [{ concurrency: 1.5 }, 'concurrency'],
    [{ concurrency: Infinity }, 'concurrency'],
    [{ concurrency: '2' }, 'concurrency'],
    [{ onprogress: () => undefined }, '"onprogress"'],
    [{ onProgress: 'dots' }, 'onProgress'],
    [{ mode: 'loose' }, 'mode'],
  ])('replayBatch(ids, %j)', async (options, message) => {
    await expect(engine.replayBatch([], options as BatchOptions)).rejects.toThrow(invalid(message))
    await expect(engine.getReplayStats([], options as BatchOptions)).rejects.toThrow(invalid(message))
  })

  test.each<[object, string]>([
    [{ Mode: 'strict' }, '"Mode"'],
    [{ mode: 'loose' }, 'mode'],
    [{ timeoutMs: 2 ** 40 }, 'timeoutMs'],
  ])('new ReplayEngine(store, %j)', (options, message) => {
    expect(() => new ReplayEngine(store, options)).toThrow(invalid(message))
  })

  test.each<[string, ReplayPolicy]>([
    ['no rule', p.only()],
    ['nothing but ignored fields', p.ignore('output').only()],
  ])('a policy that judges only() %s', async (_what, nothing) => {
    const { id } = await recorded(
      () => 1,
      () => 2,
    )
    await expect(engine.replayWithPolicy(id, nothing)).rejects.toThrow(
      invalid('checks nothing', 'INVALID_POLICY'),
    )
  })

  test('a policy of another copy of the package is no wrong use', async () => {
    const { id } = await recorded(
      () => 1,
      () => 2,
    )
    const foreign = { name: 'p', rules: [{ field: 'output', comparator: 'ignore' }], unlisted: 'judged' }
    expect(await engine.replayWithPolicy(id, foreign as never)).toMatchObject({ verdict: 'match' })
  })

  test('a closed store', async () => {
    const closed = await openStore('memory:')
    await closed.close()
    await expect(new ReplayEngine(closed).replay('case/1')).rejects.toThrow(
      expect.objectContaining({ code: 'STORE_CLOSED' }),
    )
  })
})

test('a recording keeps its hash through a replay', async () => {
  const { snapshot } = await recorded(() => ({ a: 1 }))
  const { originalSnapshot, replayedSnapshot } = await engine.replay(snapshot)
  expect(contentHash(originalSnapshot!)).toBe(snapshot.contentHash)
  expect(contentHash(replayedSnapshot!)).toBe(replayedSnapshot?.contentHash)
})
