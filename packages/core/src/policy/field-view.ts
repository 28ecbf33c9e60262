import { encode } from '../snapshot/encode.js'
import { EACH, type Step } from '../snapshot/field-path.js'
import { defined } from '../snapshot/plain-object.js'
import { isTagLike } from '../snapshot/tags.js'
import type { DecisionSnapshot, JsonValue } from '../snapshot/types.js'

/** A place that a path leads to. */
export interface Place {
  readonly steps: Step[]
  readonly value: JsonValue
}

/**
 * A snapshot as paths see it, encoded: `output`, `outputs.<name>`, `inputs.<name>` and the plain fields.
 *
 * @param firstOutput the name of the output that `output` means.
 */
export function fieldView(snapshot: DecisionSnapshot, firstOutput: string | undefined): JsonValue {
  const { outputs, inputs, error, executionTimeMs, ownTimeMs, usage, modelParameters, functionName } =
    snapshot
  const first = outputs.find(({ name }) => name === firstOutput)
  const view = {
    ...(first === undefined ? {} : { output: first.value }),
    outputs: named(outputs),
    inputs: named(inputs),
    ...defined({ error, executionTimeMs, ownTimeMs, usage, modelParameters }),
    functionName,
  }
  return encode(view, 'snapshot')
}

/** Every place in `root` that `steps` lead to. Own members only. */
export function placesAt(root: JsonValue, steps: readonly Step[]): Place[] {
  let places: Place[] = [{ steps: [], value: root }]
  for (const step of steps) {
    places = places.flatMap((place) =>
      membersAt(place.value, step).map(([key, value]) => ({ steps: [...place.steps, key], value })),
    )
  }
  return places
}

function membersAt(value: JsonValue, step: Step): [Step, JsonValue][] {
  if (typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) {
    if (step === EACH) return [...value.entries()]
    return typeof step === 'number' && step < value.length ? [[step, value[step] as JsonValue]] : []
  }
  const keys = Object.keys(value)
  if (keys.length === 1 && isTagLike(keys[0] as string)) return []
  if (step === EACH) return Object.entries(value)
  const key = String(step)
  return Object.hasOwn(value, key) ? [[step, value[key] as JsonValue]] : []
}

function named(items: readonly { name: string; value: unknown }[]): Record<string, unknown> {
  return Object.fromEntries(items.map(({ name, value }) => [name, value]))
}
