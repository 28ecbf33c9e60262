import { LIMITS } from '../limits.js'
import { decode } from '../snapshot/decode.js'
import { formatPath, type Step } from '../snapshot/field-path.js'
import { isTagLike } from '../snapshot/tags.js'
import { sameJson } from '../snapshot/same.js'
import type { JsonValue } from '../snapshot/types.js'
import { alignLists } from './align.js'
import type { FieldChange } from './types.js'

/** Decides whether two leaves that are not the same still count as equal. */
export type SameLeaf = (oldLeaf: JsonValue, newLeaf: JsonValue) => boolean

/** The steps of a change beside its text, for those who match it against other paths. */
export interface LocatedChange extends FieldChange {
  readonly steps: readonly Step[]
}

/** Changes of a walk, up to the limit; the rest is counted. */
export class Changes {
  readonly listed: LocatedChange[] = []
  omitted = 0

  constructor(private readonly limit: number = LIMITS.diffChanges) {}

  add(steps: readonly Step[], change: Omit<FieldChange, 'fieldPath'>): void {
    if (this.listed.length >= this.limit) this.omitted++
    else this.listed.push({ fieldPath: formatPath(steps), ...change, steps })
  }
}

/** Walks two encoded values side by side. A missing side is undefined. */
export function diffValues(
  oldValue: JsonValue | undefined,
  newValue: JsonValue | undefined,
  steps: readonly Step[],
  changes: Changes,
  sameLeaf: SameLeaf,
): void {
  if (oldValue === undefined || newValue === undefined) {
    if (oldValue !== undefined) changes.add(steps, { changeType: 'removed', oldValue: decode(oldValue) })
    if (newValue !== undefined) changes.add(steps, { changeType: 'added', newValue: decode(newValue) })
    return
  }
  const into = (oldMember: JsonValue | undefined, newMember: JsonValue | undefined, step: Step): void => {
    diffValues(oldMember, newMember, [...steps, step], changes, sameLeaf)
  }
  if (Array.isArray(oldValue) && Array.isArray(newValue)) {
    const same = (oldItem: JsonValue, newItem: JsonValue): boolean => sameBy(sameLeaf, oldItem, newItem)
    for (const { oldIndex, newIndex } of alignLists(oldValue, newValue, same)) {
      into(
        oldIndex === undefined ? undefined : oldValue[oldIndex],
        newIndex === undefined ? undefined : newValue[newIndex],
        (newIndex ?? oldIndex) as number,
      )
    }
  } else if (isBranch(oldValue) && isBranch(newValue)) {
    for (const key of memberNames(oldValue, newValue)) into(own(oldValue, key), own(newValue, key), key)
  } else if (!sameJson(oldValue, newValue) && !sameLeaf(oldValue, newValue)) {
    changes.add(steps, { changeType: 'modified', oldValue: decode(oldValue), newValue: decode(newValue) })
  }
}

/** Whether two values have the same form and, by `sameLeaf`, the same leaves. */
function sameBy(sameLeaf: SameLeaf, a: JsonValue, b: JsonValue): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => sameBy(sameLeaf, item, b[index] as JsonValue))
  }
  if (isBranch(a) && isBranch(b)) {
    const keys = Object.keys(a)
    return (
      keys.length === Object.keys(b).length &&
      keys.every((key) => Object.hasOwn(b, key) && sameBy(sameLeaf, a[key] as JsonValue, b[key] as JsonValue))
    )
  }
  return sameJson(a, b) || sameLeaf(a, b)
}

type JsonObject = Record<string, JsonValue>

/** An object with members of its own; a tagged value is a leaf. */
function isBranch(value: JsonValue): value is JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const [only, ...more] = Object.keys(value)
  return only === undefined || more.length > 0 || !isTagLike(only)
}

/** Old members in their order, then the new ones. */
function memberNames(oldValue: JsonObject, newValue: JsonObject): Set<string> {
  return new Set([...Object.keys(oldValue), ...Object.keys(newValue)])
}

function own(value: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(value, key) ? value[key] : undefined
}
