import type { FieldChange, SnapshotDiff } from '../../diff/index.js'
import type { PolicyViolation } from '../../policy/index.js'
import type { ReplayResult } from '../../replay/types.js'
import { sampleSnapshot } from '../../store/testing/sample-snapshot.js'

/** A result for tests: a mismatch without details unless overridden. */
export function sampleResult(overrides: Partial<ReplayResult> = {}): ReplayResult {
  return {
    snapshotId: 'refunds/1',
    verdict: 'mismatch',
    status: 'failed',
    outputsMatch: false,
    originalSnapshot: sampleSnapshot('refunds/1'),
    diff: sampleDiff([]),
    policyViolations: [],
    warnings: [],
    misses: [],
    escapes: [],
    unused: [],
    unchecked: [],
    executionTimeMs: 1,
    ...overrides,
  }
}

export function sampleDiff(changes: FieldChange[], omittedChanges = 0): SnapshotDiff {
  return {
    inputsChanged: false,
    outputsChanged: true,
    modelParamsChanged: false,
    contextChanged: false,
    errorChanged: false,
    effectsChanged: false,
    executionTimeDeltaMs: null,
    changes,
    omittedChanges,
  }
}

export function sampleChange(fieldPath: string, overrides: Partial<FieldChange> = {}): FieldChange {
  return { fieldPath, changeType: 'modified', oldValue: 1, newValue: 2, ...overrides }
}

export function sampleViolation(field: string, overrides: Partial<PolicyViolation> = {}): PolicyViolation {
  return {
    policy: 'steady',
    ruleName: `exactMatch(${field})`,
    comparator: 'exactMatch',
    kind: 'rule-broken',
    field,
    expected: '1',
    actual: '2',
    message: `${field} must stay 1, is now 2`,
    snapshotId: 'refunds/1',
    ...overrides,
  }
}
