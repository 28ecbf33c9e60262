import { LIMITS } from '../limits.js'
import type { Step } from '../snapshot/field-path.js'
import { comparableMarkers } from '../snapshot/redaction/marker.js'
import { sameJson } from '../snapshot/same.js'
import { isTagged } from '../snapshot/tags.js'
import type { JsonValue } from '../snapshot/types.js'
import { sameText } from './same-text.js'

/** A place at which two values differ in a way that no similarity can make good. */
export interface Difference {
  readonly at: readonly Step[]
  readonly why: DifferenceKind
  readonly recorded: JsonValue | undefined
  readonly replayed: JsonValue | undefined
}

/** A list of another length, something that only one side has, and what is compared exactly. */
export type DifferenceKind = 'length' | 'one-sided' | 'exact' | 'code' | 'signs'

/** Two texts in sentences that are not the same. */
export interface ProseLeaf {
  readonly at: readonly Step[]
  readonly recorded: string
  readonly replayed: string
}

export interface UnlikeLeaves {
  readonly differences: Difference[]
  readonly prose: ProseLeaf[]
}

/**
 * Where two encoded values are not the same. Keys are in any order, elements in theirs; prose is told apart, everything
 * else is compared here: short labels but for case, space and a final full stop, code but for space, the rest exactly.
 */
export function unlikeLeaves(recorded: JsonValue, replayed: JsonValue): UnlikeLeaves {
  const found: UnlikeLeaves = { differences: [], prose: [] }
  walk(recorded, replayed, [], found)
  return found
}

function walk(recorded: JsonValue, replayed: JsonValue, at: readonly Step[], found: UnlikeLeaves): void {
  const differ = (why: DifferenceKind): void => {
    found.differences.push({ at, why, recorded, replayed })
  }
  if (typeof recorded === 'string' && typeof replayed === 'string') {
    texts(recorded, replayed, at, found, differ)
  } else if (Array.isArray(recorded) && Array.isArray(replayed)) {
    if (recorded.length !== replayed.length) differ('length')
    else
      for (const [index, item] of recorded.entries())
        walk(item, replayed[index] as JsonValue, [...at, index], found)
  } else if (isRecord(recorded) && isRecord(replayed)) {
    members(recorded, replayed, at, found)
  } else if (!sameJson(recorded, replayed)) differ('exact')
}

/** An object with members; values that JSON lacks are leaves. */
function isRecord(value: JsonValue): value is Record<string, JsonValue> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isTagged(value)
}

function members(
  recorded: Record<string, JsonValue>,
  replayed: Record<string, JsonValue>,
  at: readonly Step[],
  found: UnlikeLeaves,
): void {
  for (const key of new Set([...Object.keys(recorded), ...Object.keys(replayed)])) {
    const [was, is] = [recorded, replayed].map((side) => (Object.hasOwn(side, key) ? side[key] : undefined))
    const inside = [...at, key]
    if (was !== undefined && is !== undefined) walk(was, is, inside, found)
    else found.differences.push({ at: inside, why: 'one-sided', recorded: was, replayed: is })
  }
}

function texts(
  recorded: string,
  replayed: string,
  at: readonly Step[],
  found: UnlikeLeaves,
  differ: (why: DifferenceKind) => void,
): void {
  if (sameJson(recorded, replayed)) return
  const [was, is] = [jsonIn(recorded), jsonIn(replayed)]
  if (was !== undefined && is !== undefined) {
    walk(was, is, at, found)
    return
  }
  const verdict = sameText(comparableMarkers(recorded), comparableMarkers(replayed))
  if (typeof verdict === 'string') differ(verdict)
  else if (verdict !== undefined) found.prose.push({ at, ...verdict })
}

/** A text that is one block of code, as models like to answer. */
const FENCED = /^```(?:json)?[ \t]*\n([^]*)\n```$/

/** Numbers of more digits than JavaScript keeps would all be the same. */
const LONG_NUMBER = /\d{16}/

/** The object or list that a text holds, as models write them; none where it is deeper than values may be. */
function jsonIn(text: string): JsonValue | undefined {
  const trimmed = (FENCED.exec(text.trim())?.[1] ?? text).trim()
  if (!/^(?:\{[^]*\}|\[[^]*\])$/.test(trimmed) || LONG_NUMBER.test(trimmed)) return undefined
  if (isDeep(trimmed)) return undefined
  try {
    return JSON.parse(trimmed) as JsonValue
  } catch {
    return undefined
  }
}

/** By its brackets; those in texts count as well. */
function isDeep(text: string): boolean {
  let depth = 0
  for (const [bracket] of text.matchAll(/[{}[\]]/g)) {
    depth += bracket === '{' || bracket === '[' ? 1 : -1
    if (depth > LIMITS.valueDepth) return true
  }
  return false
}
