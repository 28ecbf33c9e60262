import { describe, expect, test } from 'vitest'
import type { DecisionSnapshot } from '../snapshot/types.js'
import { sampleSnapshot } from '../store/testing/sample-snapshot.js'
import { compareSnapshots, compareValue } from './compare.js'
import { recordedResult } from './recorded-result.js'

function of(values: Record<string, unknown>, id = 'a'): DecisionSnapshot {
  const outputs = Object.entries(values).map(([name, value]) => ({ name, value, dataType: typeof value }))
  return sampleSnapshot(id, { outputs, inputs: [] })
}

describe('two snapshots', () => {
  test('with the same outcome', async () => {
    const [recorded, other] = [of({ result: 'x' }), of({ result: 'x ' }, 'b')]
    expect(await compareSnapshots(recorded, other)).toMatchObject({
      snapshotId: 'a',
      verdict: 'match',
      status: 'success',
      outputsMatch: true,
      originalSnapshot: recorded,
      replayedSnapshot: other,
      replayOutput: 'x ',
      policyViolations: [],
      misses: [],
    })
  })

  test('in another mode', async () => {
    expect(await compareSnapshots(of({ result: 'x' }), of({ result: 'x ' }), 'strict')).toMatchObject({
      verdict: 'mismatch',
      status: 'failed',
      outputsMatch: false,
    })
  })

  test('of which some outputs match', async () => {
    expect(await compareSnapshots(of({ a: 1, b: 1 }), of({ a: 1, b: 2 }))).toMatchObject({
      verdict: 'mismatch',
      status: 'partial',
    })
  })

  test('of other inputs', async () => {
    const other = sampleSnapshot('b', { outputs: of({ result: 1 }).outputs })
    expect(await compareSnapshots(of({ result: 1 }), other)).toMatchObject({
      verdict: 'mismatch',
      outputsMatch: true,
      diff: { inputsChanged: true },
    })
  })

  test('one of which threw', async () => {
    const threw = sampleSnapshot('b', { inputs: [], outputs: [], error: { name: 'E', message: 'x' } })
    const result = await compareSnapshots(of({ result: 1 }), threw)
    expect(result).toMatchObject({ verdict: 'mismatch', diff: { outputsChanged: true, errorChanged: true } })
    expect(result).not.toHaveProperty('replayOutput')
  })
})

describe('a value', () => {
  test.each<[string, Record<string, unknown>, unknown, string]>([
    ['equal', { result: { a: 1 } }, { a: 1 }, 'match'],
    ['equal by the mode', { result: 'x ' }, 'x', 'match'],
    ['different', { result: { a: 1 } }, { a: 2 }, 'mismatch'],
    ['undefined, as recorded', { result: undefined }, undefined, 'match'],
    ['null, recorded undefined', { result: undefined }, null, 'mismatch'],
    ['with the members that are the outputs', { a: 1, b: 2 }, { b: 2, a: 1 }, 'match'],
    ['with another member', { a: 1, b: 2 }, { a: 1, b: 3 }, 'mismatch'],
    ['with a member less', { a: 1, b: 2 }, { a: 1 }, 'mismatch'],
    ['that is no object where outputs are named', { a: 1, b: 2 }, 1, 'mismatch'],
    ['with the one member that is the output', { label: 'x' }, { label: 'x' }, 'match'],
    ['that is the one output itself', { label: 'x' }, 'x', 'match'],
    ['that is the one output itself, an object', { label: { a: 1 } }, { a: 1 }, 'match'],
    ['with a member called result', { result: { result: 1 } }, { result: 1 }, 'match'],
  ])('%s', async (_what, recorded, value, verdict) => {
    expect((await compareValue(of(recorded), value)).verdict).toBe(verdict)
  })

  test('in place of an error', async () => {
    const threw = sampleSnapshot('a', { outputs: [], error: { name: 'E', message: 'x' } })
    expect(await compareValue(threw, 1)).toMatchObject({
      verdict: 'mismatch',
      replayOutput: 1,
      diff: {
        changes: [
          { fieldPath: 'output', changeType: 'added' },
          { fieldPath: 'error', changeType: 'removed' },
        ],
      },
    })
  })

  test('that cannot be recorded', async () => {
    await expect(compareValue(of({ result: 1 }), { f: () => 1 })).rejects.toThrow(
      expect.objectContaining({ code: 'NOT_SERIALIZABLE', message: expect.stringContaining('output.f') }),
    )
  })

  test('in strict mode', async () => {
    expect((await compareValue(of({ result: 'x ' }), 'x', 'strict')).verdict).toBe('mismatch')
  })
})

test('a call that was just recorded matches itself, in the time it took', async () => {
  const snapshot = sampleSnapshot('a', { executionTimeMs: 12 })
  expect(await recordedResult(snapshot)).toMatchObject({
    verdict: 'match',
    status: 'success',
    executionTimeMs: 12,
  })
  expect((await recordedResult(sampleSnapshot('a'))).executionTimeMs).toBe(0)
})

describe('accepted variants', () => {
  const outputsOf = (value: unknown) => [{ name: 'result', value, dataType: 'object' }]
  const recorded = sampleSnapshot('a', {
    outputs: outputsOf({ label: 'refund' }),
    accepted: [{ outputs: outputsOf({ label: 'return' }), acceptedAt: '2026-02-01T00:00:00.000Z' }],
  })

  test('count for a snapshot and for a plain value', async () => {
    const other = sampleSnapshot('b', { outputs: outputsOf({ label: 'return' }), inputs: recorded.inputs })
    expect(await compareSnapshots(recorded, other)).toMatchObject({ verdict: 'match', acceptedVariant: 1 })
    expect(await compareValue(recorded, { label: 'return' })).toMatchObject({
      verdict: 'match',
      acceptedVariant: 1,
    })
    expect(await compareValue(recorded, { label: 'refund' })).not.toHaveProperty('acceptedVariant')
    expect(await compareValue(recorded, { label: 'deny' })).toMatchObject({ verdict: 'mismatch' })
  })

  test('of the other side do not', async () => {
    const other = { ...recorded, outputs: outputsOf({ label: 'deny' }) }
    const { accepted: _accepted, ...plain } = recorded
    expect(await compareSnapshots(plain, other)).toMatchObject({ verdict: 'mismatch' })
  })
})
