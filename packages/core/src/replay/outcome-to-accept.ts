import { UsageError } from '../errors.js'
import { checkKnownOptions } from '../known-options.js'
import { checkSnapshotShape } from '../snapshot/snapshot-shape.js'
import type { DecisionSnapshot, Output, RecordedError } from '../snapshot/types.js'
import type { ReplayResult } from './types.js'
import type { Verdict } from './verdict.js'

/** What a decision came to: its outputs by name, or the error it threw. */
export interface GivenOutcome {
  readonly outputs?: readonly (Pick<Output, 'name' | 'value'> & Partial<Output>)[]
  readonly error?: RecordedError
}

const OUTPUT_KEYS = ['name', 'value', 'dataType', 'confidence', 'schemaVersion']

/** Verdicts of replays that met the world as recorded and finished, so that their outcome answers the same question. */
const ANSWERED: readonly Verdict[] = ['match', 'mismatch', 'violation']

/**
 * The outcome that is to be accepted for a recording.
 *
 * @param given the result of a replay of it, a snapshot of another call, or the outcome itself.
 * @throws UsageError `INVALID_OPTION` where it is none, or one of another question; ValueError `INVALID_SNAPSHOT`.
 */
export function outcomeToAccept(
  id: string,
  given: ReplayResult | DecisionSnapshot | GivenOutcome,
): GivenOutcome {
  const value: unknown = given
  if (typeof value !== 'object' || value === null) {
    throw refused(id, `it is ${value === null || value === undefined ? String(value) : `a ${typeof value}`}`)
  }
  if ('verdict' in given) return outcomeOf(id, given)
  if ('format' in given) checkSnapshotShape(given)
  else checkKnownOptions(given, ['outputs', 'error'], 'an outcome for acceptVariant()')
  const { outputs = [], error } = given
  if (!Array.isArray(outputs) || !outputs.every(isNamed)) {
    throw refused(id, 'its outputs are not a list of { name, value }')
  }
  const stray = outputs.flatMap(Object.keys).find((key) => !OUTPUT_KEYS.includes(key))
  if (stray !== undefined) {
    throw refused(id, `an output of it has ${JSON.stringify(stray)}, which would be lost`)
  }
  if (!outputs.every(hasItsFacts)) {
    throw refused(id, 'the confidence of an output is a number, and its schemaVersion a text')
  }
  const names = outputs.map(({ name }: Pick<Output, 'name'>) => name)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) throw refused(id, `it has two outputs ${JSON.stringify(twice)}`)
  if (error !== undefined && !isError(error)) throw refused(id, 'its error is not { name, message, code? }')
  if (outputs.length > 0 === (error !== undefined)) {
    throw refused(id, 'it must hold either outputs or an error, and one of the two')
  }
  return { outputs, ...(error === undefined ? {} : { error }) }
}

function outcomeOf(id: string, result: ReplayResult): GivenOutcome {
  const { verdict, snapshotId, replayedSnapshot, diff } = result
  if (snapshotId !== id) throw refused(id, `it is the result of a replay of "${snapshotId}"`)
  if (!ANSWERED.includes(verdict) || replayedSnapshot === undefined) {
    throw refused(id, `its replay came to ${verdict}, which is no answer to what was recorded`)
  }
  if (diff?.inputsChanged === true) throw refused(id, 'its replay was made with other inputs')
  return outcomeToAccept(id, replayedSnapshot)
}

function isNamed(output: unknown): boolean {
  return (
    typeof output === 'object' &&
    output !== null &&
    typeof (output as { name?: unknown }).name === 'string' &&
    'value' in output
  )
}

function hasItsFacts({
  confidence = 0,
  schemaVersion = '',
}: Partial<Record<keyof Output, unknown>>): boolean {
  return typeof confidence === 'number' && typeof schemaVersion === 'string'
}

function isError(error: unknown): boolean {
  const { name, message } = (error ?? {}) as { name?: unknown; message?: unknown }
  return typeof name === 'string' && typeof message === 'string'
}

function refused(id: string, why: string): UsageError {
  return new UsageError('INVALID_OPTION', `acceptVariant("${id}"): this outcome cannot be accepted: ${why}.`)
}
