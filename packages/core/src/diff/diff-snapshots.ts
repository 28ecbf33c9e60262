import { LIMITS } from '../limits.js'
import { encode } from '../snapshot/encode.js'
import type { Step } from '../snapshot/field-path.js'
import { checkSnapshotShape } from '../snapshot/snapshot-shape.js'
import type { DecisionSnapshot, Effect, JsonValue } from '../snapshot/types.js'
import { Changes, withoutSteps, type LocatedChange } from './changes.js'
import { diffValues, type SameLeaf } from './diff-values.js'
import { pairsByName, type Named } from './pairs-by-name.js'
import type { SnapshotDiff } from './types.js'

export { withoutSteps } from './changes.js'

const EXACTLY: SameLeaf = () => false

/** A diff as it is handed out, and all of its changes, which still know their steps: what is judged must not be cut. */
export interface LocatedDiff {
  readonly diff: SnapshotDiff
  readonly changes: readonly LocatedChange[]
}

/**
 * Compares two snapshots field by field. Ids, times and hashes do not count; inputs and outputs are paired by
 * name, lists aligned by content. The order of the changes is always the same.
 *
 * @throws ValueError `INVALID_SNAPSHOT`
 */
export function diffSnapshots(a: DecisionSnapshot, b: DecisionSnapshot): SnapshotDiff {
  checkSnapshotShape(a)
  checkSnapshotShape(b)
  return walk(a, b, EXACTLY, new Changes())
}

/** Like {@link diffSnapshots}, with leaves compared by `sameLeaf`. */
export function locatedDiff(a: DecisionSnapshot, b: DecisionSnapshot, sameLeaf: SameLeaf): LocatedDiff {
  const changes = new Changes(Infinity)
  return { diff: walk(a, b, sameLeaf, changes), changes: changes.listed }
}

function walk(a: DecisionSnapshot, b: DecisionSnapshot, sameLeaf: SameLeaf, changes: Changes): SnapshotDiff {
  const changed = (compare: () => void): boolean => {
    const before = changes.count
    compare()
    return changes.count > before
  }
  const field = (name: string, before: unknown, after: unknown, same = EXACTLY): boolean =>
    before !== after &&
    changed(() => {
      diffValues(encoded(before), encoded(after), [name], changes, same)
    })

  field('functionName', a.functionName, b.functionName)
  field('moduleName', a.moduleName, b.moduleName)
  // What a replay hands on as it is needs no walk.
  const inputsChanged =
    a.inputs !== b.inputs &&
    changed(() => {
      diffNamed(a.inputs, b.inputs, (name) => ['inputs', name], changes, sameLeaf)
    })
  const outputsChanged =
    a.outputs !== b.outputs &&
    changed(() => {
      diffNamed(a.outputs, b.outputs, (name) => outputSteps(firstOutputName(a, b), name), changes, sameLeaf)
    })
  const errorChanged = field('error', a.error, b.error, sameLeaf)
  const modelParamsChanged = field('modelParameters', a.modelParameters, b.modelParameters)
  const contextChanged = field('context', a.context, b.context)
  const effectsChanged =
    !sameElements(a.effects, b.effects) &&
    changed(() => {
      diffValues(timeless(a.effects), timeless(b.effects), ['effects'], changes, EXACTLY)
    })
  const listed = changes.listed.slice(0, LIMITS.diffChanges).map(withoutSteps)
  return {
    inputsChanged,
    outputsChanged,
    errorChanged,
    modelParamsChanged,
    contextChanged,
    effectsChanged,
    executionTimeDeltaMs:
      a.executionTimeMs === undefined || b.executionTimeMs === undefined
        ? null
        : b.executionTimeMs - a.executionTimeMs,
    changes: listed,
    omittedChanges: changes.count - listed.length,
  }
}

/** The name of the output that paths call `output`: the first recorded one, on both sides. */
export function firstOutputName(recorded: DecisionSnapshot, replayed: DecisionSnapshot): string | undefined {
  return (recorded.outputs[0] ?? replayed.outputs[0])?.name
}

/** The first output is `output`, any other one `outputs.<name>`. */
function outputSteps(first: string | undefined, name: string): Step[] {
  return name === first ? ['output'] : ['outputs', name]
}

function diffNamed(
  a: readonly Named[],
  b: readonly Named[],
  stepsOf: (name: string) => Step[],
  changes: Changes,
  sameLeaf: SameLeaf,
): void {
  for (const [name, oldItem, newItem] of pairsByName(a, b)) {
    if (oldItem === undefined || newItem === undefined || !Object.is(oldItem.value, newItem.value)) {
      diffValues(encodedValue(oldItem), encodedValue(newItem), stepsOf(name), changes, sameLeaf)
    }
    // A replay measures none: that it has none is no difference.
    const [before, after] = [oldItem?.confidence, newItem?.confidence]
    if (before !== after && before !== undefined && after !== undefined) {
      diffValues(encode(before), encode(after), [...stepsOf(name), 'confidence'], changes, sameLeaf)
    }
  }
}

function encodedValue(item: Named | undefined): JsonValue | undefined {
  return item && encode(item.value, item.name)
}

function encoded(value: unknown): JsonValue | undefined {
  return value === undefined ? undefined : encode(value)
}

function sameElements(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((element, index) => element === b[index])
}

function timeless(effects: readonly Effect[]): JsonValue {
  return effects.map(({ durationMs: _durationMs, ...effect }) => encode(effect, 'effects'))
}
