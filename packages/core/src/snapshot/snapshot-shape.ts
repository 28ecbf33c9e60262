import { isReplayError, ValueError } from '../errors.js'
import { acceptedProblem } from './accepted-problem.js'
import { isDeterminism } from './is-determinism.js'
import { isEffect } from './is-effect.js'
import { isModelParameters, isRecordedError, isTexts, isUsage } from './is-fact.js'
import type { DecisionSnapshot } from './types.js'

const FORMAT = 'retrial/1'
const TEXTS = ['id', 'functionName', 'createdAt', 'contentHash'] as const
const LISTS = ['inputs', 'outputs', 'effects'] as const

/** What need not be there, and what it is where it is. */
const OPTIONAL: readonly (readonly [field: keyof DecisionSnapshot, holds: (value: unknown) => boolean])[] = [
  ['moduleName', (value) => typeof value === 'string'],
  ['error', isRecordedError],
  ['modelParameters', isModelParameters],
  ['usage', isUsage],
  ['determinism', isDeterminism],
  ['executionTimeMs', (value) => typeof value === 'number'],
  ['ownTimeMs', (value) => typeof value === 'number'],
]

/**
 * @throws ValueError `INVALID_SNAPSHOT` naming the field that is missing or of the wrong kind; `LIMIT_EXCEEDED` for too
 * many accepted outcomes.
 */
export function checkSnapshotShape(value: unknown): asserts value is DecisionSnapshot {
  try {
    checkShape(value)
  } catch (error) {
    // Getters and proxies are code of the user's.
    throw isReplayError(error) ? error : unreadSnapshot(error)
  }
}

/** For a text that is no JSON, and an object that throws when it is read. */
export function unreadSnapshot(cause: unknown): ValueError {
  return invalid(`it cannot be read (${cause instanceof Error ? cause.message : typeof cause})`, cause)
}

function checkShape(value: unknown): void {
  if (typeof value !== 'object' || value === null) throw invalid('it is not an object')
  const snapshot = value as Record<keyof DecisionSnapshot, unknown>
  if (snapshot.format !== FORMAT) {
    throw invalid(`its format is ${JSON.stringify(snapshot.format)}, this version reads "${FORMAT}"`)
  }
  for (const field of TEXTS) {
    if (typeof snapshot[field] !== 'string') throw invalid(`"${field}" is not a string`)
  }
  for (const field of LISTS) {
    if (!Array.isArray(snapshot[field])) throw invalid(`"${field}" is not a list`)
  }
  checkItems(snapshot.inputs as unknown[], 'inputs', isNamed)
  checkItems(snapshot.outputs as unknown[], 'outputs', isOutput)
  checkItems(snapshot.effects as unknown[], 'effects', isEffect)
  if (!isTexts(snapshot.tags)) throw invalid('"tags" is not an object of texts')
  for (const [field, holds] of OPTIONAL) {
    const fact = snapshot[field]
    if (fact !== undefined && !holds(fact)) throw invalid(`"${field}" is not one of its kind`)
  }
  if (snapshot.accepted !== undefined) {
    const problem = acceptedProblem(snapshot.accepted)
    if (problem !== undefined) throw invalid(problem)
  }
  if ((snapshot.outputs as unknown[]).length === 0 && snapshot.error === undefined) {
    throw invalid('it holds neither an output nor an error')
  }
}

function checkItems(
  items: readonly unknown[],
  field: string,
  holds: (item: Record<string, unknown>) => boolean,
): void {
  for (let index = 0; index < items.length; index++) {
    const item = items[index]
    if (typeof item !== 'object' || item === null || !holds(item as Record<string, unknown>))
      throw invalid(`"${field}[${index}]" is not one of its kind`)
  }
}

function isNamed({ name }: Record<string, unknown>): boolean {
  return typeof name === 'string'
}

function isOutput({ name, confidence }: Record<string, unknown>): boolean {
  return typeof name === 'string' && (confidence === undefined || typeof confidence === 'number')
}

function invalid(why: string, cause?: unknown): ValueError {
  return new ValueError('INVALID_SNAPSHOT', `This is not a decision snapshot: ${why}.`, { cause })
}
