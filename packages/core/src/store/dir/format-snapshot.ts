import { EFFECT_DURATIONS } from '../../snapshot/effect-durations.js'
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
const FACTS = ['createdAt', 'executionTimeMs', 'ownTimeMs', 'determinism', 'contentHash', EFFECT_DURATIONS]

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
 * the last line, so that a change of one word is that line and the one of the word, however long its effects took.
 *
 * @param snapshot what `encode` gave.
 */
export function formatSnapshot(snapshot: JsonObject): string {
  const parted = durationsApart(snapshot)
  const facts = FACTS.filter((field) => Object.hasOwn(parted, field)).map(
    (field) => `${JSON.stringify(field)}: ${JSON.stringify(parted[field])}`,
  )
  return `{\n  ${[...contentOf(parted), facts.join(', ')].join(',\n  ')}\n}\n`
}

/**
 * The text of what a snapshot says, without what a recording of the same would have otherwise: its time, its
 * durations, and so its hash.
 */
export function formatContent(snapshot: JsonObject): string {
  return contentOf(durationsApart(snapshot)).join('\n')
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

/** The same with the durations of all effects in a list of their own; null for one that has none. */
function durationsApart(snapshot: JsonObject): JsonObject {
  const { effects } = snapshot
  if (!Array.isArray(effects) || !effects.some(hasDuration)) return snapshot
  return {
    ...snapshot,
    effects: effects.map((effect) => {
      if (!hasDuration(effect)) return effect
      const { durationMs: _durationMs, ...rest } = effect
      return rest
    }),
    [EFFECT_DURATIONS]: effects.map((effect) => (hasDuration(effect) ? effect.durationMs : null)),
  }
}

function hasDuration(effect: JsonValue): effect is JsonObject & { durationMs: JsonValue } {
  return typeof effect === 'object' && effect !== null && Object.hasOwn(effect, 'durationMs')
}
