import { describe, expect, test } from 'vitest'
import type { DecisionSnapshot, Effect, Output } from '../snapshot/types.js'
import { sampleSnapshot } from '../store/testing/sample-snapshot.js'
import { tolerantlySame } from '../snapshot/tolerant.js'
import { diffSnapshots, firstOutputName, locatedDiff } from './diff-snapshots.js'

const call: Effect = { kind: 'call', name: 'crm', value: { tier: 'gold' }, durationMs: 5 }
const http: Effect = {
  kind: 'http',
  request: { method: 'POST', url: 'https://a.example/', body: { json: { prompt: 'Hi' } } },
  response: { status: 200, headers: {}, chunks: ['ok'] },
  end: 'done',
  durationMs: 7,
}

const FULL: Partial<DecisionSnapshot> = {
  moduleName: 'src/triage.ts',
  inputs: [
    { name: 'ticket', value: { text: 'hello' }, dataType: 'object' },
    { name: 'locale', value: 'en', dataType: 'string' },
  ],
  outputs: outputs({ label: 'refund', score: 0.5 }),
  modelParameters: { modelName: 'm-1', parameters: { temperature: 0 } },
  usage: { inputTokens: 1, outputTokens: 2, totalTokens: 3 },
  context: { runtimeVersion: 'v20', environmentVariables: { A: '1' } },
  effects: [call, http],
  tags: { team: 'a' },
  executionTimeMs: 100,
  ownTimeMs: 40,
}

function outputs(values: Record<string, unknown>): Output[] {
  return Object.entries(values).map(([name, value]) => ({ name, value, dataType: typeof value }))
}

function full(overrides: Partial<DecisionSnapshot> = {}): DecisionSnapshot {
  return sampleSnapshot('a', { ...FULL, ...overrides })
}

const UNCHANGED = {
  inputsChanged: false,
  outputsChanged: false,
  modelParamsChanged: false,
  contextChanged: false,
  errorChanged: false,
  effectsChanged: false,
  changes: [],
  omittedChanges: 0,
}

test('a snapshot and itself', () => {
  expect(diffSnapshots(full(), full())).toEqual({ ...UNCHANGED, executionTimeDeltaMs: 0 })
  const one = full()
  expect(diffSnapshots(one, one)).toEqual({ ...UNCHANGED, executionTimeDeltaMs: 0 })
})

test('ids, times, hashes, tags, usage and readings do not count', () => {
  const other: DecisionSnapshot = {
    ...full({
      id: 'b',
      createdAt: '2030-01-01T00:00:00.000Z',
      tags: { team: 'b' },
      usage: { inputTokens: 9, outputTokens: 9, totalTokens: 18 },
      effects: [{ ...call, durationMs: 500 }, http],
      ownTimeMs: 1,
      determinism: { seed: 'e'.repeat(64) },
    }),
    contentHash: 'sha256:other',
  }
  expect(diffSnapshots(full(), other)).toEqual({ ...UNCHANGED, executionTimeDeltaMs: 0 })
})

test.each<[string, Partial<DecisionSnapshot>, object, string[]]>([
  ['function name', { functionName: 'other' }, {}, ['modified functionName']],
  ['module name', { moduleName: 'src/other.ts' }, {}, ['modified moduleName']],
  [
    'an input',
    { inputs: [{ name: 'ticket', value: { text: 'bye' }, dataType: 'object' }, FULL.inputs![1]!] },
    { inputsChanged: true },
    ['modified inputs.ticket.text'],
  ],
  [
    'an output',
    { outputs: outputs({ label: 'other', score: 0.5 }) },
    { outputsChanged: true },
    ['modified output'],
  ],
  [
    'another output',
    { outputs: outputs({ label: 'refund', score: 0.6 }) },
    { outputsChanged: true },
    ['modified outputs.score'],
  ],
  [
    'model parameters',
    { modelParameters: { modelName: 'm-2', parameters: { temperature: 0, top_p: 1 } } },
    { modelParamsChanged: true },
    ['modified modelParameters.modelName', 'added modelParameters.parameters.top_p'],
  ],
  [
    'context',
    { context: { runtimeVersion: 'v22' } },
    { contextChanged: true },
    ['modified context.runtimeVersion', 'removed context.environmentVariables'],
  ],
  [
    'an effect',
    { effects: [{ ...call, value: { tier: 'free' } }, http] },
    { effectsChanged: true },
    ['modified effects[0].value.tier'],
  ],
  ['an effect less', { effects: [http] }, { effectsChanged: true }, ['removed effects[0]']],
  [
    'an error in place of the outputs',
    { outputs: [], error: { name: 'Error', message: 'x' } },
    { outputsChanged: true, errorChanged: true },
    ['removed output', 'removed outputs.score', 'added error'],
  ],
])('%s', (_what, overrides, flags, changes) => {
  const diff = diffSnapshots(full(), full(overrides))
  expect(diff).toMatchObject({ ...UNCHANGED, ...flags, changes: expect.anything() })
  expect(diff.changes.map(({ changeType, fieldPath }) => `${changeType} ${fieldPath}`)).toEqual(changes)
})

test.each<[string, Partial<DecisionSnapshot>, Partial<DecisionSnapshot>, string[]]>([
  [
    'message',
    { error: { name: 'E', message: 'a' } },
    { error: { name: 'E', message: 'b' } },
    ['error.message'],
  ],
  [
    'code',
    { error: { name: 'E', message: 'a' } },
    { error: { name: 'E', message: 'a', code: 1 } },
    ['error.code'],
  ],
])('the %s of an error', (_what, before, after, paths) => {
  const diff = diffSnapshots(full({ outputs: [], ...before }), full({ outputs: [], ...after }))
  expect(diff).toMatchObject({ errorChanged: true, outputsChanged: false })
  expect(diff.changes.map(({ fieldPath }) => fieldPath)).toEqual(paths)
})

describe('time', () => {
  test.each([
    [100, 150, 50],
    [150, 100, -50],
    [0, 0, 0],
    [undefined, 100, null],
    [100, undefined, null],
    [undefined, undefined, null],
  ])('%s and %s ms: %s', (before, after, expected) => {
    const of = (executionTimeMs?: number) =>
      sampleSnapshot('a', executionTimeMs === undefined ? {} : { executionTimeMs })
    expect(diffSnapshots(of(before), of(after)).executionTimeDeltaMs).toBe(expected)
  })
})

describe('inputs and outputs are paired by name', () => {
  const diffOf = (before: Record<string, unknown>, after: Record<string, unknown>) =>
    locatedDiff(
      full({ outputs: outputs(before) }),
      full({ outputs: outputs(after) }),
      () => false,
    ).diff.changes.map(({ changeType, fieldPath }) => `${changeType} ${fieldPath}`)

  test.each<[string, Record<string, unknown>, Record<string, unknown>, string[]]>([
    ['in another order', { a: 1, b: 2 }, { b: 2, a: 1 }, []],
    ['in another order, one changed', { a: 1, b: 2 }, { b: 3, a: 1 }, ['modified outputs.b']],
    ['the first one changed, now second', { a: 1, b: 2 }, { b: 2, a: 9 }, ['modified output']],
    ['one more', { a: 1 }, { a: 1, b: 2 }, ['added outputs.b']],
    ['one more, in front', { a: 1 }, { b: 2, a: 1 }, ['added outputs.b']],
    ['one less', { a: 1, b: 2 }, { b: 2 }, ['removed output']],
    ['a new name', { a: 1 }, { b: 1 }, ['removed output', 'added outputs.b']],
    ['none before', {}, { a: 1, b: 2 }, ['added output', 'added outputs.b']],
    [
      'a hostile name',
      { a: 1, ['__proto__']: 1 },
      { a: 1, ['__proto__']: 2 },
      ['modified outputs.__proto__'],
    ],
    ['a name that is no word', { a: 1, 'b c': 1 }, { a: 1, 'b c': 2 }, ["modified outputs['b c']"]],
  ])('%s', (_what, before, after, expected) => {
    expect(diffOf(before, after)).toEqual(expected)
  })

  test('one name used twice: the first value meets the first one, and so on', () => {
    const twice = (...values: number[]) =>
      full({ inputs: values.map((value) => ({ name: 'x', value, dataType: 'number' })) })
    const changes = (a: DecisionSnapshot, b: DecisionSnapshot) =>
      diffSnapshots(a, b).changes.map(({ oldValue, newValue }) => [oldValue, newValue])

    expect(changes(twice(1, 2), twice(1, 2))).toEqual([])
    expect(changes(twice(1, 2), twice(1, 3))).toEqual([[2, 3]])
    expect(changes(twice(1, 2), twice(1))).toEqual([[2, undefined]])
  })

  test('the first recorded output is the first one on both sides', () => {
    expect(firstOutputName(full(), full({ outputs: outputs({ score: 1, label: 2 }) }))).toBe('label')
    expect(firstOutputName(full({ outputs: [] }), full())).toBe('label')
    expect(firstOutputName(full({ outputs: [] }), full({ outputs: [] }))).toBeUndefined()
  })
})

test('the order of the changes is that of the fields, always the same', () => {
  const other = full({
    functionName: 'other',
    inputs: [],
    outputs: outputs({ score: 1, label: 'x', extra: 1 }),
    modelParameters: { modelName: 'm-2', parameters: {} },
    context: {},
    effects: [],
  })
  const paths = () => diffSnapshots(full(), other).changes.map(({ fieldPath }) => fieldPath)
  expect(paths()).toEqual([
    'functionName',
    'inputs.ticket',
    'inputs.locale',
    'output',
    'outputs.score',
    'outputs.extra',
    'modelParameters.modelName',
    'modelParameters.parameters.temperature',
    'context.runtimeVersion',
    'context.environmentVariables',
    'effects[0]',
    'effects[1]',
  ])
  expect(paths()).toEqual(paths())
})

test('changes are plain facts: nothing but path, type and values', () => {
  expect(diffSnapshots(full(), full({ functionName: 'x' })).changes).toStrictEqual([
    { fieldPath: 'functionName', changeType: 'modified', oldValue: 'triage', newValue: 'x' },
  ])
})

test('leaves that count as equal are equal in inputs, outputs and errors, and nowhere else', () => {
  const spaced = (text: string) =>
    full({
      inputs: [{ name: 'a', value: text, dataType: 'string' }],
      outputs: outputs({ b: text }),
      error: { name: 'E', message: text },
      modelParameters: { modelName: text, parameters: {} },
    })
  const { changes, ...diff } = locatedDiff(spaced('x '), spaced('x'), tolerantlySame).diff
  expect(diff).toMatchObject({
    inputsChanged: false,
    outputsChanged: false,
    errorChanged: false,
    modelParamsChanged: true,
  })
  expect(changes.map(({ fieldPath }) => fieldPath)).toEqual(['modelParameters.modelName'])
})

describe('many changes', () => {
  const list = (length: number, offset = 0) => Array.from({ length }, (_, index) => index + offset)

  test('are listed up to 1,000; the rest is counted', () => {
    const diff = diffSnapshots(
      full({ outputs: outputs({ list: list(1_300) }) }),
      full({ outputs: outputs({ list: list(1_300, 5_000) }), functionName: 'x' }),
    )
    expect(diff.changes).toHaveLength(1_000)
    expect(diff.omittedChanges).toBe(301)
  })

  test('flags tell of changes that are not listed', () => {
    const diff = diffSnapshots(
      full({ outputs: outputs({ list: list(1_300) }) }),
      full({ outputs: outputs({ list: list(1_300, 5_000) }), effects: [] }),
    )
    expect(diff).toMatchObject({ effectsChanged: true, contextChanged: false })
  })

  test('are all there for those who judge them', () => {
    const diff = locatedDiff(
      full({ outputs: outputs({ list: list(1_300) }) }),
      full({ outputs: outputs({ list: list(1_300, 5_000) }) }),
      () => false,
    )
    expect(diff.changes).toHaveLength(1_300)
  })

  test('10,000 items with one inserted at the front take one change and little time', () => {
    const items = list(10_000).map((id) => ({ id, text: `item ${id}`, tags: ['a', 'b'] }))
    const before = full({ outputs: outputs({ items }) })
    const after = full({ outputs: outputs({ items: [{ id: -1 }, ...items] }) })
    const startedAt = performance.now()
    const diff = diffSnapshots(before, after)

    expect(diff.changes).toEqual([{ fieldPath: 'output[0]', changeType: 'added', newValue: { id: -1 } }])
    expect(performance.now() - startedAt).toBeLessThan(10_000)
  })

  test('10,000 items all of which changed take little time', () => {
    const items = (text: string) => list(10_000).map((id) => ({ id, text }))
    const startedAt = performance.now()
    const diff = diffSnapshots(
      full({ outputs: outputs({ items: items('a') }) }),
      full({ outputs: outputs({ items: items('b') }) }),
    )
    expect(diff.changes.length + diff.omittedChanges).toBe(10_000)
    expect(performance.now() - startedAt).toBeLessThan(10_000)
  })
})

describe('the confidence of an output', () => {
  const sure = (confidence?: number): DecisionSnapshot =>
    full({
      outputs: outputs({ label: 'refund', score: 0.5 }).map((output) => ({
        ...output,
        ...(confidence === undefined ? {} : { confidence }),
      })),
    })

  test('is compared beside its value', () => {
    expect(diffSnapshots(sure(0.9), sure(0.9))).toMatchObject({ outputsChanged: false, changes: [] })
    expect(diffSnapshots(sure(0.9), sure(0.5))).toMatchObject({
      outputsChanged: true,
      changes: [
        { fieldPath: 'output.confidence', changeType: 'modified', oldValue: 0.9, newValue: 0.5 },
        { fieldPath: 'outputs.score.confidence', changeType: 'modified', oldValue: 0.9, newValue: 0.5 },
      ],
    })
  })

  test('that one side does not have is no difference: a replay measures none', () => {
    expect(diffSnapshots(sure(0.9), sure())).toMatchObject({ outputsChanged: false, changes: [] })
    expect(diffSnapshots(sure(), sure(0.9))).toMatchObject({ outputsChanged: false, changes: [] })
  })
})

describe('what is no snapshot', () => {
  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['an id', 'triage/1'],
    ['a snapshot without outputs', full({ outputs: [] })],
    ['a recorded body', { inputs: [], outputs: [] }],
  ])('%s is refused on both sides', (_what, other) => {
    const refusal = expect.objectContaining({ code: 'INVALID_SNAPSHOT' })
    expect(() => diffSnapshots(other as DecisionSnapshot, full())).toThrow(refusal)
    expect(() => diffSnapshots(full(), other as DecisionSnapshot)).toThrow(refusal)
  })
})
