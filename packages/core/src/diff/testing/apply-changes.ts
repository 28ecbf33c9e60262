import type { LocatedChange } from '../changes.js'
import type { Step } from '../../snapshot/field-path.js'
import { setOwn } from '../../snapshot/plain-object.js'
import type { JsonValue } from '../../snapshot/types.js'
import { encode } from '../../snapshot/encode.js'

/** What the changes of one list or object come to: at each step, the change itself or those further in. */
interface Node {
  change?: LocatedChange
  readonly removed: Map<Step, LocatedChange>
  readonly inner: Map<Step, Node>
}

/**
 * The new value, made of the old one and of what a diff lists. In a list the index of a removal counts in the old list,
 * any other index in the new one.
 */
export function applyChanges(oldValue: unknown, changes: readonly LocatedChange[], root: number): JsonValue {
  const tree = newNode()
  for (const change of changes) plant(tree, change, change.steps.slice(root))
  return applied(encode(oldValue), tree)
}

function newNode(): Node {
  return { removed: new Map(), inner: new Map() }
}

function plant(node: Node, change: LocatedChange, [step, ...more]: readonly Step[]): void {
  if (step === undefined) {
    if (node.change !== undefined) throw new Error(`${change.fieldPath} is changed twice`)
    node.change = change
  } else if (more.length === 0 && change.changeType === 'removed') node.removed.set(step, change)
  else {
    const inner = node.inner.get(step) ?? newNode()
    node.inner.set(step, inner)
    plant(inner, change, more)
  }
}

function applied(value: JsonValue, node: Node): JsonValue {
  if (node.change !== undefined) return encode(node.change.newValue)
  if (Array.isArray(value)) return appliedToList(value, node)
  if (typeof value !== 'object' || value === null) return value
  const members: Record<string, JsonValue> = {}
  for (const [key, member] of Object.entries(value)) {
    if (!node.removed.has(key)) setOwn(members, key, applied(member, node.inner.get(key) ?? newNode()))
  }
  for (const [key, inner] of node.inner) {
    if (inner.change?.changeType === 'added') setOwn(members, key as string, encode(inner.change.newValue))
  }
  return members
}

function appliedToList(list: readonly JsonValue[], { removed, inner }: Node): JsonValue[] {
  const kept = list.filter((_, index) => !removed.has(index))
  const added = [...inner.values()].filter(({ change }) => change?.changeType === 'added').length
  return Array.from({ length: kept.length + added }, (_, index) => {
    const node = inner.get(index) ?? newNode()
    if (node.change?.changeType === 'added') return encode(node.change.newValue)
    return applied(kept.shift() as JsonValue, node)
  })
}
