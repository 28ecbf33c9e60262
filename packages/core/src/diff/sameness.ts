import { sameJson } from '../snapshot/same.js'
import { isTagged } from '../snapshot/tags.js'
import type { JsonValue } from '../snapshot/types.js'

/** Decides whether two leaves that are not the same still count as equal. */
export type SameLeaf = (oldLeaf: JsonValue, newLeaf: JsonValue) => boolean

// Looked up once: in a sandbox of jest every look-up of a global is slow.
const { isArray } = Array
const { hasOwn, keys } = Object

/** Texts longer than this take long to compare. */
const LONG = 1_000
/** Values compared for one answer; what took more is remembered. */
const MANY = 32

/**
 * Whether two values have the same form and the same leaves. What took long to find out is remembered: lists look into
 * their elements before they are walked, so that lists in lists would be looked into at every level.
 */
export class Sameness {
  private readonly known = new Map<JsonValue, Map<JsonValue, boolean>>()
  private compared = 0

  constructor(private readonly sameLeaf: SameLeaf) {}

  of(a: JsonValue, b: JsonValue): boolean {
    this.compared++
    if (a === b) return true
    if (!isLarge(a) || !isLarge(b)) return this.ofLeaves(a, b)
    const known = this.known.get(a)?.get(b)
    if (known !== undefined) return known
    const before = this.compared
    const same = this.ofMembers(a, b)
    if (typeof a === 'string' || this.compared - before >= MANY) this.remember(a, b, same)
    return same
  }

  private ofMembers(a: JsonValue, b: JsonValue): boolean {
    if (!isObject(a) || !isObject(b))
      return isArray(a) && isArray(b) ? this.ofLists(a, b) : this.ofOthers(a, b)
    const [names, others] = [keys(a), keys(b)]
    if (names.length !== others.length) return false
    return isTagged(a, names) || isTagged(b, others) ? this.ofOthers(a, b) : this.ofBranches(a, b, names)
  }

  private ofLists(a: readonly JsonValue[], b: readonly JsonValue[]): boolean {
    if (a.length !== b.length) return false
    for (let index = 0; index < a.length; index++) {
      if (!this.of(a[index] as JsonValue, b[index] as JsonValue)) return false
    }
    return true
  }

  private ofBranches(a: JsonObject, b: JsonObject, names: readonly string[]): boolean {
    for (const name of names) {
      if (!hasOwn(b, name) || !this.of(a[name] as JsonValue, b[name] as JsonValue)) return false
    }
    return true
  }

  private ofOthers(a: JsonValue, b: JsonValue): boolean {
    if (isOther(a) !== isOther(b)) return false
    // Maps and bytes may be large.
    this.compared += MANY
    return this.ofLeaves(a, b)
  }

  private ofLeaves(a: JsonValue, b: JsonValue): boolean {
    return sameJson(a, b) || this.sameLeaf(a, b)
  }

  private remember(a: JsonValue, b: JsonValue, same: boolean): void {
    const others = this.known.get(a)
    if (others === undefined) this.known.set(a, new Map([[b, same]]))
    else others.set(b, same)
  }
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !isArray(value)
}

/** Whether it is neither a list nor an object with members of its own. */
function isOther(value: JsonValue): boolean {
  return !isArray(value) && !isBranch(value)
}

function isLarge(value: JsonValue): boolean {
  return typeof value === 'string' ? value.length > LONG : typeof value === 'object' && value !== null
}

export type JsonObject = Record<string, JsonValue>

/** An object with members of its own; a tagged value is a leaf. */
export function isBranch(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !isArray(value) && !isTagged(value)
}
