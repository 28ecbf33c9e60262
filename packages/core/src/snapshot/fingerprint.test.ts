import { describe, expect, test } from 'vitest'
import { parseSnapshot, serializeSnapshot } from './serialize.js'
import { fingerprint } from './fingerprint.js'
import type { DecisionSnapshot } from './types.js'

const asked: DecisionSnapshot = {
  format: 'retrial/1',
  id: 'refunds/gold-customer',
  functionName: 'triage',
  moduleName: 'src/triage.ts',
  createdAt: '2026-01-15T12:00:00.000Z',
  tags: { team: 'refunds' },
  inputs: [{ name: 'input', value: { text: 'Where is my money?', since: 3 }, dataType: 'object' }],
  outputs: [{ name: 'result', value: { label: 'refund' }, dataType: 'object' }],
  modelParameters: {
    modelName: 'gpt-5-mini',
    modelVersion: 'gpt-5-mini-2025-08-07',
    provider: 'openai',
    parameters: { temperature: 0 },
  },
  effects: [],
  contentHash: 'sha256:0',
}
const model = asked.modelParameters ?? { modelName: '', parameters: {} }
const [input] = asked.inputs

test('is the same for ever: stores keep it', () => {
  expect(fingerprint(asked)).toBe('sha256:21139bed7371f1333d86b1d0b714955f8fbb46c10b8d37330c80c72e7057689e')
})

describe('stays when only the answer differs', () => {
  test.each<[string, Partial<DecisionSnapshot>]>([
    ['id', { id: 'other' }],
    ['time', { createdAt: '2027-01-01T00:00:00.000Z', executionTimeMs: 3, ownTimeMs: 1 }],
    ['tags', { tags: {} }],
    ['outputs', { outputs: [] }],
    ['error', { error: { name: 'Error', message: 'no' } }],
    ['effects', { effects: [{ kind: 'call', name: 'crm', value: 1, durationMs: 2 }] }],
    ['readings', { determinism: { seed: 'e'.repeat(64), env: { REGION: 'eu' } } }],
    ['usage', { usage: { inputTokens: 1, outputTokens: 2, totalTokens: 3 } }],
    ['context', { context: { runtimeVersion: 'v22' } }],
    ['content hash', { contentHash: 'sha256:1' }],
    ['model version', { modelParameters: { ...model, modelVersion: 'gpt-5-mini-2026-01-01' } }],
    ['types', { inputs: [{ name: 'input', value: input?.value, dataType: 'Ticket', schemaVersion: '2' }] }],
    [
      'order of keys',
      { inputs: [{ dataType: 'object', value: { since: 3, text: 'Where is my money?' }, name: 'input' }] },
    ],
    ['undefined fields', { modelParameters: { ...model, weightsHash: undefined } as never }],
  ])('%s', (_what, change) => {
    expect(fingerprint({ ...asked, ...change })).toBe(fingerprint(asked))
  })
})

describe('differs when the question does', () => {
  const changes: [string, Partial<DecisionSnapshot>][] = [
    ['function', { functionName: 'route' }],
    ['module', { moduleName: 'src/route.ts' }],
    ['module absent', { moduleName: undefined } as never],
    ['model absent', { modelParameters: undefined } as never],
    ['model name', { modelParameters: { ...model, modelName: 'gpt-5' } }],
    ['provider', { modelParameters: { ...model, provider: 'azure' } }],
    ['a parameter', { modelParameters: { ...model, parameters: { temperature: 0.5 } } }],
    ['hyperparameters', { modelParameters: { ...model, hyperparameters: { depth: 3 } } }],
    ['weights', { modelParameters: { ...model, weightsHash: 'w' } }],
    ['an input', { inputs: [{ name: 'input', value: { text: 'Where?', since: 3 }, dataType: 'object' }] }],
    ['the name of an input', { inputs: [{ name: 'ticket', value: input?.value, dataType: 'object' }] }],
    ['one more input', { inputs: [...asked.inputs, { name: 'n', value: 1, dataType: 'number' }] }],
    ['no input', { inputs: [] }],
    ['the type of a value', { inputs: [{ name: 'input', value: new Date(0), dataType: 'Date' }] }],
    ['-0', { inputs: [{ name: 'input', value: -0, dataType: 'number' }] }],
    ['0', { inputs: [{ name: 'input', value: 0, dataType: 'number' }] }],
  ]

  test.each(changes)('%s', (_what, change) => {
    expect(fingerprint({ ...asked, ...change })).not.toBe(fingerprint(asked))
  })

  test('each from each other', () => {
    const all = changes.map(([, change]) => fingerprint({ ...asked, ...change }))
    expect(new Set(all).size).toBe(changes.length)
  })
})

test('is the same after a snapshot was stored and read', () => {
  const value = { when: new Date(0), map: new Map([['a', 1n]]), nothing: undefined, bytes: new Uint8Array(2) }
  const snapshot = { ...asked, inputs: [{ name: 'input', value, dataType: 'object' }] }
  expect(fingerprint(parseSnapshot(serializeSnapshot(snapshot)))).toBe(fingerprint(snapshot))
})

test('refuses what cannot be recorded, naming it as saving does', () => {
  const inputs = [{ name: 'input', value: { run: () => 1 }, dataType: 'object' }]
  expect(() => fingerprint({ ...asked, inputs })).toThrow('snapshot.inputs[0].value.run is a function')
})
