import { isReplayError, ValueError } from '../errors.js'
import { acceptedProblem } from './accepted-problem.js'
import { decode } from './decode.js'
import { giveDurations } from './effect-durations.js'
import { encode } from './encode.js'
import { isBody } from './is-body.js'
import { isDeterminism } from './is-determinism.js'
import { mayHoldTag } from './may-hold-tag.js'
import type { DecisionSnapshot, JsonValue } from './types.js'

const FORMAT = 'retrial/1'
const TEXTS = ['id', 'functionName', 'createdAt', 'contentHash'] as const
const LISTS = ['inputs', 'outputs', 'effects'] as const

/** A snapshot as JSON text on one line. */
export function serializeSnapshot(snapshot: DecisionSnapshot): string {
  return JSON.stringify(encode(snapshot, 'snapshot'))
}

/** A snapshot, and whether it is plain JSON: its text holds nothing that JSON lacks. */
export interface Parsed {
  readonly snapshot: DecisionSnapshot
  readonly isPlain: boolean
}

/**
 * Reads a snapshot and checks its shape.
 *
 * @throws ValueError `INVALID_SNAPSHOT` naming what is wrong: no JSON, another format, or a missing field.
 */
export function parseSnapshot(text: string): DecisionSnapshot {
  return parsed(text).snapshot
}

/** The same, and how it reads. */
export function parsed(text: string): Parsed {
  let snapshot: unknown
  const isPlain = !mayHoldTag(text)
  try {
    const written = JSON.parse(text) as JsonValue
    snapshot = isPlain ? written : decode(written)
  } catch (cause) {
    throw unread(cause)
  }
  checkSnapshotShape(snapshot)
  giveDurations(snapshot)
  return { snapshot, isPlain }
}

/**
 * @throws ValueError `INVALID_SNAPSHOT` naming the field that is missing or of the wrong kind; `LIMIT_EXCEEDED` for too
 * many accepted outcomes.
 */
export function checkSnapshotShape(value: unknown): asserts value is DecisionSnapshot {
  try {
    checkShape(value)
  } catch (error) {
    // Getters and proxies are code of the user's.
    throw isReplayError(error) ? error : unread(error)
  }
}

function checkShape(value: unknown): void {
  if (typeof value !== 'object' || value === null) throw invalid('it is not an object')
  const snapshot = value as Record<string, unknown>
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
  checkItems(snapshot.outputs as unknown[], 'outputs', isNamed)
  checkItems(snapshot.effects as unknown[], 'effects', isEffect)
  if (snapshot.accepted !== undefined) {
    const problem = acceptedProblem(snapshot.accepted)
    if (problem !== undefined) throw invalid(problem)
  }
  if (snapshot.determinism !== undefined && !isDeterminism(snapshot.determinism)) {
    throw invalid('"determinism" is not one of its kind')
  }
  if (typeof snapshot.tags !== 'object' || snapshot.tags === null) throw invalid('"tags" is not an object')
  if ((snapshot.outputs as unknown[]).length === 0 && snapshot.error === undefined) {
    throw invalid('it holds neither an output nor an error')
  }
}

function checkItems(
  items: unknown[],
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

function isEffect({ kind, name, args = [], request, response }: Record<string, unknown>): boolean {
  if (kind === 'call') return typeof name === 'string' && Array.isArray(args)
  if (kind !== 'http' || typeof request !== 'object' || request === null) return false
  const { method, url, body = '' } = request as Record<string, unknown>
  const { chunks } = (response ?? { chunks: [] }) as Record<string, unknown>
  return (
    typeof method === 'string' &&
    // Redaction may leave anything of a URL.
    typeof url === 'string' &&
    isBody(body) &&
    Array.isArray(chunks) &&
    chunks.every(isBody)
  )
}

function unread(cause: unknown): ValueError {
  return invalid(`it cannot be read (${cause instanceof Error ? cause.message : typeof cause})`, cause)
}

function invalid(why: string, cause?: unknown): ValueError {
  return new ValueError('INVALID_SNAPSHOT', `This is not a decision snapshot: ${why}.`, { cause })
}
