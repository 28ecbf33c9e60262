import { expect, test } from 'vitest'
import { contentHash } from './content-hash.js'
import { parseSnapshot, serializeSnapshot } from './serialize.js'
import type { DecisionSnapshot } from './types.js'

const snapshot: DecisionSnapshot = {
  format: 'retrial/1',
  id: 'triage/1',
  functionName: 'triage',
  inputs: [{ name: 'input', value: { at: new Date(0), tags: new Set(['a', 'b']) }, dataType: 'object' }],
  outputs: [{ name: 'result', value: 'refund', dataType: 'string' }],
  modelParameters: { modelName: 'm', parameters: { temperature: 0 } },
  usage: { inputTokens: 1, outputTokens: 2, totalTokens: 3 },
  effects: [{ kind: 'call', name: 'crm.lookup', value: 'gold', durationMs: 4 }],
  executionTimeMs: 5,
  ownTimeMs: 1,
  tags: { team: 'refunds' },
  createdAt: '2026-01-02T03:04:05.678Z',
  contentHash: 'sha256:',
}
const hash = contentHash(snapshot)

test('is sha256: and 64 hex digits', () => {
  expect(hash).toMatch(/^sha256:[0-9a-f]{64}$/)
})

// Stored baselines carry this hash: a change here makes all of them unreadable, and needs a new format.
test('of a given snapshot never changes', () => {
  expect(hash).toBe('sha256:e585b1f2ef7aca8f0d59ac65e57514693f33c9a894a1f582291b4c93a196fb62')
})

test('is the same after a rename, and whatever hash was written before', () => {
  expect(contentHash({ ...snapshot, id: 'refunds/gold-customer' })).toBe(hash)
  expect(contentHash({ ...snapshot, contentHash: 'sha256:edited' })).toBe(hash)
})

test('is the same for another order of keys', () => {
  expect(contentHash(Object.fromEntries(Object.entries(snapshot).reverse()) as never)).toBe(hash)
})

test('is the same after writing and reading', () => {
  expect(contentHash(parseSnapshot(serializeSnapshot(snapshot)))).toBe(hash)
})

test.each<[string, Partial<DecisionSnapshot>]>([
  ['functionName', { functionName: 'other' }],
  ['moduleName', { moduleName: 'support' }],
  ['an input', { inputs: [{ name: 'input', value: { at: new Date(1) }, dataType: 'object' }] }],
  ['the name of an output', { outputs: [{ name: 'label', value: 'refund', dataType: 'string' }] }],
  ['the value of an output', { outputs: [{ name: 'result', value: 'refund ', dataType: 'string' }] }],
  ['an error', { error: { name: 'Error', message: 'down' } }],
  ['modelParameters', { modelParameters: { modelName: 'm', parameters: { temperature: -0 } } }],
  ['usage', { usage: { inputTokens: 1, outputTokens: 2, totalTokens: 4 } }],
  ['an effect', { effects: [] }],
  [
    'the time of an effect',
    { effects: [{ kind: 'call', name: 'crm.lookup', value: 'gold', durationMs: 5 }] },
  ],
  ['readings', { determinism: { seed: 'e'.repeat(64) } }],
  ['executionTimeMs', { executionTimeMs: 6 }],
  ['ownTimeMs', { ownTimeMs: 2 }],
  ['tags', { tags: { team: 'sales' } }],
  ['context', { context: { runtimeVersion: 'v20' } }],
  ['createdAt', { createdAt: '2026-01-02T03:04:05.679Z' }],
])('changes with %s', (_what, change) => {
  expect(contentHash({ ...snapshot, ...change })).not.toBe(hash)
})
