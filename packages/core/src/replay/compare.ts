import type { ReplayPolicy } from '../policy/index.js'
import { redactorByName } from '../recording/redactor-by-name.js'
import { redactedNamedValue } from '../snapshot/data-type.js'
import { isPlainObject } from '../snapshot/plain-object.js'
import type { Redactor } from '../snapshot/redaction/redactor.js'
import type { DecisionSnapshot, Output } from '../snapshot/types.js'
import { judgedResult, unconcludedOf } from './conclude.js'
import type { ComparingMode, ReplayResult } from './types.js'

/** Compares two snapshots without running anything. */
export async function compareSnapshots(
  recorded: DecisionSnapshot,
  other: DecisionSnapshot,
  mode: ComparingMode = 'tolerant',
  policy?: ReplayPolicy,
): Promise<ReplayResult> {
  const result = unconcludedOf(recorded)
  return judgedResult(result, { recorded, replayed: other }, mode, policy)
}

/**
 * Compares a plain value, less its secrets, with the recorded output, or its members with the recorded outputs.
 *
 * @throws ValueError `NOT_SERIALIZABLE`, `LIMIT_EXCEEDED` or `REDACTION_FAILED`.
 */
export async function compareValue(
  recorded: DecisionSnapshot,
  value: unknown,
  mode?: ComparingMode,
): Promise<ReplayResult> {
  const { error: _error, outputs, ...rest } = recorded
  const redactor = redactorByName(recorded.functionName)
  return compareSnapshots(recorded, { ...rest, outputs: asOutputs(value, outputs, redactor) }, mode)
}

function asOutputs(value: unknown, recorded: readonly Output[], redactor: Redactor): Output[] {
  const output = (name: string, item: unknown, path: string): Output =>
    redactedNamedValue(name, item, path, redactor)
  const [{ name } = { name: 'result' }, ...more] = recorded
  if (typeof value === 'object' && value !== null && isPlainObject(value)) {
    const named = more.length > 0 || (name !== 'result' && Object.hasOwn(value, name))
    if (named) return Object.entries(value).map(([key, item]) => output(key, item, `outputs.${key}`))
  }
  return [output(name, value, 'output')]
}
