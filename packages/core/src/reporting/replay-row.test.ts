import { describe, expect, test } from 'vitest'
import { policy } from '../policy/index.js'
import type { DecisionSnapshot } from '../snapshot/types.js'
import { sampleSnapshot } from '../store/testing/sample-snapshot.js'
import { replayRow, type ReplayRow } from './replay-row.js'
import { sampleChange, sampleDiff, sampleResult, sampleViolation } from './testing/sample-result.js'

describe('a row', () => {
  const diff = sampleDiff([sampleChange('output.a')])

  test('of a replay that did not hold', () => {
    const judged = { policy: policy('steady'), mode: 'strict', effects: 'recorded' } as const
    const result = sampleResult({ diff, executionTimeMs: 12 })
    expect(replayRow(result, 'replayed', false, judged)).toEqual({
      kind: 'replayed',
      id: 'refunds/1',
      functionName: 'triage',
      verdict: 'mismatch',
      outputsMatch: false,
      ok: false,
      policy: 'steady',
      policyHash: expect.stringMatching(/^sha256:[\da-f]{64}$/),
      mode: 'strict',
      effects: 'recorded',
      baseline: {
        hash: result.originalSnapshot!.contentHash,
        createdAt: '2026-01-15T12:00:00.000Z',
        tags: {},
      },
      executionTimeMs: 12,
      changes: [{ fieldPath: 'output.a', changeType: 'modified', oldValue: '1', newValue: '2' }],
      details: ['output.a: 1 → 2'],
    } satisfies ReplayRow)
  })

  test('of one that did has no details', () => {
    expect(replayRow(sampleResult({ diff }), 'replayed', true).details).toEqual([])
    expect(replayRow(sampleResult({ diff }), 'replayed', true)).not.toHaveProperty('policy')
  })

  test('has warnings only of one that did, and scores of both', () => {
    const scores = [
      { field: 'output\n', score: 0.9, threshold: 0.8, scorer: 'x\u001b', guard: 'full' as const },
    ]
    const result = sampleResult({ warnings: ['w\n'], scores })
    const printed = [{ ...scores[0], field: 'output\\n', scorer: 'x\\u001b' }]
    expect(replayRow(result, 'replayed', true)).toMatchObject({ warnings: ['w\\n'], scores: printed })
    expect(replayRow(result, 'replayed', false)).toMatchObject({
      scores: printed,
      details: ['warning: w\\n'],
    })
    expect(replayRow(result, 'replayed', false)).not.toHaveProperty('warnings')
    expect(replayRow(sampleResult(), 'replayed', true)).not.toHaveProperty('scores')
  })

  test('has the tokens of the replay', () => {
    const usage = { inputTokens: 1, outputTokens: 2, totalTokens: 3 }
    const result = sampleResult({ replayedSnapshot: { ...sampleResult().originalSnapshot!, usage } })
    expect(replayRow(result, 'replayed', true)).toMatchObject({ totalTokens: 3 })
  })

  test('of a snapshot that is missing', () => {
    const { originalSnapshot: _none, ...missing } = sampleResult({ verdict: 'missing', diff: null })
    expect(replayRow(missing, 'replayed', false)).not.toHaveProperty('functionName')
    expect(replayRow(missing, 'replayed', false)).toMatchObject({
      details: ['there is no recording of this id'],
    })
  })

  test('is plain JSON of printable texts', () => {
    const hostile = 'x\n::error::y\x1b[2J'
    const result = sampleResult({
      snapshotId: hostile,
      diff: sampleDiff([sampleChange('output', { newValue: hostile })]),
    })
    const made = replayRow(result, 'replayed', false, { policy: policy(hostile) })
    expect(JSON.parse(JSON.stringify(made))).toEqual(made)

    for (const text of [made.id, made.functionName, made.policy!, ...made.details])
      expect(text).not.toMatch(/[\u0000-\u001f]/)
  })

  test('says what was recorded, and of the model only what is new', () => {
    const usage = { inputTokens: 1, outputTokens: 2, totalTokens: 3, cost: 0.5 }
    const modelParameters = { modelName: 'small', provider: 'acme', parameters: { temperature: 0 } }
    const originalSnapshot = sampleSnapshot('a', {
      usage,
      modelParameters,
      executionTimeMs: 40,
      tags: { 't\n': 'v\n' },
    })
    const row = (changed: Partial<DecisionSnapshot>): ReplayRow =>
      replayRow(
        sampleResult({ originalSnapshot, replayedSnapshot: sampleSnapshot('a', changed) }),
        'replayed',
        true,
      )
    const { baseline, model } = row({ modelParameters: { ...modelParameters } })
    expect(baseline).toMatchObject({
      ...{ executionTimeMs: 40, totalTokens: 3, cost: 0.5, tags: { 't\\n': 'v\\n' } },
      model: { name: 'small', provider: 'acme', parametersHash: expect.stringMatching(/^[\da-f]{64}$/) },
    })
    expect(model).toBeUndefined()
    const warmer = row({ modelParameters: { ...modelParameters, parameters: { temperature: 1 } } }).model
    expect(warmer).toMatchObject({ name: 'small' })
    expect(warmer?.parametersHash).not.toBe(baseline?.model?.parametersHash)
    expect(row({ modelParameters: { ...modelParameters, modelVersion: '2' } }).model).toMatchObject({
      version: '2',
    })
  })

  test('lists what broke and what changed, the outcome first, and counts the rest', () => {
    const changes = Array.from({ length: 12 }, (_, index) => sampleChange(`effects[${index}].value`))
    const violations = Array.from({ length: 11 }, (_, index) => sampleViolation(`output.a${index}`))
    const result = sampleResult({
      policyViolations: [
        sampleViolation('output.z\n', { score: Infinity, threshold: 10, absolute: true }),
        ...violations,
      ],
      diff: sampleDiff([...changes, sampleChange('output.a')], 5),
    })
    const row = replayRow(result, 'replayed', false)

    expect(row.violations).toHaveLength(10)
    expect(row.violations?.[0]).toEqual({
      ...{ ruleName: 'exactMatch(output.z\\n)', comparator: 'exactMatch', kind: 'rule-broken' },
      ...{ field: 'output.z\\n', expected: '1', actual: '2', threshold: 10, absolute: true },
      message: 'output.z\\n must stay 1, is now 2',
    })
    expect(row.omittedViolations).toBe(2)
    expect(row.changes).toHaveLength(10)
    expect(row.changes?.[0]).toMatchObject({ fieldPath: 'output.a' })
    expect(row.omittedChanges).toBe(8)
  })

  test('tells of misses what was asked for, and what comes nearest', () => {
    const miss = {
      ...({ kind: 'NO_MATCH', asked: `POST https://a.example/${'x'.repeat(2_000)}`, position: 1 } as const),
      ...{ recorded: 1, used: 0, message: 'm\n' },
      nearest: { position: 2, used: true, changes: [sampleChange('request.body.model')] },
    }
    const { misses } = replayRow(
      sampleResult({ verdict: 'miss', misses: Array(11).fill(miss) }),
      'replayed',
      false,
    )

    expect(misses).toHaveLength(10)
    expect(misses?.[0]).toMatchObject({
      ...{ kind: 'NO_MATCH', position: 1, message: 'm\\n' },
      nearest: {
        position: 2,
        changes: [{ fieldPath: 'request.body.model', changeType: 'modified', oldValue: '1', newValue: '2' }],
      },
    })
    expect(misses?.[0]?.asked.length).toBeLessThan(1_010)
  })

  test('is small, however large what was recorded is', () => {
    const large = 'x'.repeat(5_000_000)
    const result = sampleResult({
      policyViolations: [sampleViolation(`output['${large}']`, { message: large, actual: large })],
      diff: sampleDiff([sampleChange('output', { oldValue: large, newValue: `${large}y` })]),
    })
    expect(JSON.stringify({ ...replayRow(result, 'replayed', true) }).length).toBeLessThan(10_000)
  })
})
