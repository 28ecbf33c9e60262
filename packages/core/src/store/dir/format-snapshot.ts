import type { JsonValue } from '../../snapshot/types.js'
import { printJson } from './print-json.js'

/** Fields in the order in which people read them: the question, the answer, and only then how it came about. */
const ORDER = [
  'format',
  'id',
  'functionName',
  'moduleName',
  'tags',
  'inputs',
  'outputs',
  'error',
  'accepted',
  'modelParameters',
  'usage',
  'context',
  'origin',
  'effects',
]

/** What changes from one recording to the next when nothing else does. */
const FACTS = ['createdAt', 'executionTimeMs', 'ownTimeMs', 'determinism', 'contentHash']

/** Maps whose order says nothing. That of inputs, outputs, effects' values and bodies may: code can depend on it. */
const UNORDERED = [
  ['tags'],
  ['modelParameters', 'parameters'],
  ['modelParameters', 'hyperparameters'],
  ['context', 'dependencies'],
  ['context', 'environmentVariables'],
  ['context', 'hardwareInfo'],
  ['origin', 'lexemes'],
  ['effects', '*', 'response', 'headers'],
]

type JsonObject = Record<string, JsonValue>

/**
 * The text of a snapshot for files that are reviewed in git: plain JSON, with the facts of the recording together on
 * the last line, so that a change of one word is that line and the one of the word.
 *
 * @param snapshot what `encode` gave.
 */
export function formatSnapshot(snapshot: JsonObject): string {
  const facts = FACTS.filter((field) => Object.hasOwn(snapshot, field)).map(
    (field) => `${JSON.stringify(field)}: ${JSON.stringify(snapshot[field])}`,
  )
  return `{\n  ${[...contentOf(snapshot), facts.join(', ')].join(',\n  ')}\n}\n`
}

/**
 * The text of what a snapshot says, without what a recording of the same would have otherwise: its time, its
 * durations, and so its hash.
 */
export function formatContent(snapshot: JsonObject): string {
  const effects = Array.isArray(snapshot['effects']) ? snapshot['effects'].map(withoutDuration) : null
  return contentOf({ ...snapshot, effects }).join('\n')
}

/** The printed fields that are no facts of the recording. */
function contentOf(snapshot: JsonObject): string[] {
  const known = ORDER.filter((field) => Object.hasOwn(snapshot, field))
  const others = Object.keys(snapshot).filter((field) => !ORDER.includes(field) && !FACTS.includes(field))
  const sorted = UNORDERED.reduce<JsonValue>(sortedAt, snapshot) as JsonObject
  return [...known, ...others].map(
    (field) => `${printJson(field)}: ${printJson(sorted[field] as JsonValue, '  ')}`,
  )
}

/** A copy in which the map at a path has its keys in UTF-16 order; `*` stands for each item of a list. */
function sortedAt(json: JsonValue | undefined, path: readonly string[]): JsonValue {
  const [step, ...rest] = path
  if (typeof json !== 'object' || json === null) return json ?? null
  if (Array.isArray(json)) return step === '*' ? json.map((item) => sortedAt(item, rest)) : json
  if (step === undefined) return Object.fromEntries(Object.entries(json).sort(byKey))
  return Object.hasOwn(json, step) ? { ...json, [step]: sortedAt(json[step], rest) } : json
}

function byKey([a]: [string, JsonValue], [b]: [string, JsonValue]): number {
  return a < b ? -1 : 1
}

function withoutDuration(effect: JsonValue): JsonValue {
  if (typeof effect !== 'object' || effect === null || Array.isArray(effect)) return effect
  const { durationMs: _durationMs, ...rest } = effect
  return rest
}
