import { sameJson } from '../snapshot/same.js'
import { isTagged } from '../snapshot/tags.js'
import type { JsonValue } from '../snapshot/types.js'

/** Decides whether two leaves that are not the same still count as equal. */
export type SameLeaf = (oldLeaf: JsonValue, newLeaf: JsonValue) => boolean

// Looked up once: in a sandbox of jest every look-up of a global is slow.
const { isArray } = Array
const { hasOwn, keys } = Object

/** Texts longer than this are worth remembering. */
const LONG = 1_000

/**
 * Whether two values have the same form and the same leaves. Pairs that have not are remembered: lists look into their
 * elements before they are walked, so that lists in lists would be looked into at every level.
 */
export class Sameness {
  private readonly different = new Map<JsonValue, Set<JsonValue>>()

  constructor(private readonly sameLeaf: SameLeaf) {}

  of(a: JsonValue, b: JsonValue): boolean {
    if (a === b) return true
    if (!isLarge(a) || !isLarge(b)) return this.ofLeaves(a, b)
    if (this.different.get(a)?.has(b) === true) return false
    const same = this.ofMembers(a, b)
    if (!same) this.remember(a, b)
    return same
  }

  private ofMembers(a: JsonValue, b: JsonValue): boolean {
    if (isArray(a) && isArray(b)) {
      return a.length === b.length && a.every((item, index) => this.of(item, b[index] as JsonValue))
    }
    if (isBranch(a) && isBranch(b)) {
      const names = keys(a)
      return (
        names.length === keys(b).length &&
        names.every((name) => hasOwn(b, name) && this.of(a[name] as JsonValue, b[name] as JsonValue))
      )
    }
    return this.ofLeaves(a, b)
  }

  private ofLeaves(a: JsonValue, b: JsonValue): boolean {
    return sameJson(a, b) || this.sameLeaf(a, b)
  }

  private remember(a: JsonValue, b: JsonValue): void {
    const others = this.different.get(a)
    if (others === undefined) this.different.set(a, new Set([b]))
    else others.add(b)
  }
}

function isLarge(value: JsonValue): boolean {
  return typeof value === 'string' ? value.length > LONG : typeof value === 'object' && value !== null
}

export type JsonObject = Record<string, JsonValue>

/** An object with members of its own; a tagged value is a leaf. */
export function isBranch(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !isArray(value) && !isTagged(value)
}
