import { EACH, type Step } from '../snapshot/field-path.js'
import { setOwn } from '../snapshot/plain-object.js'
import { isTagLike } from '../snapshot/tags.js'
import type { JsonValue } from '../snapshot/types.js'

/**
 * An encoded value less what lies under the given paths. A member is left out; an element leaves null behind, so that
 * the others keep their places.
 */
export function without(value: JsonValue, paths: readonly (readonly Step[])[]): JsonValue {
  if (paths.length === 0 || typeof value !== 'object' || value === null) return value
  const inside = (step: Step): (readonly Step[])[] =>
    paths
      .filter(([head]) => head === EACH || head === step || String(head) === step)
      .map(([, ...rest]) => rest)
  if (Array.isArray(value)) {
    return value.map((element, index) => {
      const rest = inside(index)
      return rest.some(({ length }) => length === 0) ? null : without(element, rest)
    })
  }
  const keys = Object.keys(value)
  if (keys.length === 1 && isTagLike(keys[0] as string)) return value
  const kept: Record<string, JsonValue> = {}
  for (const key of keys) {
    const rest = inside(key)
    if (rest.every(({ length }) => length > 0)) setOwn(kept, key, without(value[key] as JsonValue, rest))
  }
  return kept
}
