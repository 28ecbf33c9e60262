import { leadsTo, type Step } from '../snapshot/field-path.js'
import { setOwn } from '../snapshot/plain-object.js'
import { isTagLike } from '../snapshot/tags.js'
import type { JsonValue } from '../snapshot/types.js'

/**
 * An encoded value less what lies under the given paths. A member is left out. An element leaves null behind, so that
 * the others keep their places, and nothing at the end of its list.
 */
export function without(value: JsonValue, paths: readonly (readonly Step[])[]): JsonValue {
  if (paths.length === 0 || typeof value !== 'object' || value === null) return value
  const inside = (step: Step): (readonly Step[])[] =>
    paths.filter(([head]) => head !== undefined && leadsTo(head, step)).map(([, ...rest]) => rest)
  return Array.isArray(value) ? withoutElements(value, inside) : withoutMembers(value, inside)
}

type Inside = (step: Step) => (readonly Step[])[]

const isWhole = (path: readonly Step[]): boolean => path.length === 0

function withoutElements(list: readonly JsonValue[], inside: Inside): JsonValue[] {
  const kept = list.map((element, index) => {
    const paths = inside(index)
    return paths.some(isWhole) ? null : without(element, paths)
  })
  while (kept.length > 0 && inside(kept.length - 1).some(isWhole)) kept.pop()
  return kept
}

function withoutMembers(value: Record<string, JsonValue>, inside: Inside): JsonValue {
  const keys = Object.keys(value)
  if (keys.length === 1 && isTagLike(keys[0] as string)) return value
  const kept: Record<string, JsonValue> = {}
  for (const key of keys) {
    const paths = inside(key)
    if (!paths.some(isWhole)) setOwn(kept, key, without(value[key] as JsonValue, paths))
  }
  return kept
}
