import type { Step } from '../snapshot/field-path.js'
import type { JsonValue } from '../snapshot/types.js'
import { alignLists } from './align.js'
import type { Changes, Place } from './changes.js'
import { Identities } from './identities.js'
import { isBranch, Sameness, type JsonObject, type SameLeaf } from './sameness.js'

export { Changes, type LocatedChange } from './changes.js'
export type { SameLeaf } from './sameness.js'

// Looked up once: in a sandbox of jest every look-up of a global is slow.
const { isArray } = Array
const { hasOwn, keys } = Object

/** Walks two encoded values side by side. A missing side is undefined. */
export function diffValues(
  oldValue: JsonValue | undefined,
  newValue: JsonValue | undefined,
  steps: readonly Step[],
  changes: Changes,
  sameLeaf: SameLeaf,
): void {
  if (oldValue === newValue) return
  const place = steps.reduce<Place | undefined>((parent, step) => ({ step, parent }), undefined)
  new Walk(changes, new Sameness(sameLeaf)).values(oldValue, newValue, place)
}

class Walk {
  private named: Identities | undefined
  /** Few walks need them. */
  private readonly identities = (): Identities => (this.named ??= new Identities())

  constructor(
    private readonly changes: Changes,
    private readonly sameness: Sameness,
  ) {}

  values(oldValue: JsonValue | undefined, newValue: JsonValue | undefined, place: Place | undefined): void {
    if (oldValue === newValue) return
    if (oldValue === undefined || newValue === undefined) this.changes.add(place, oldValue, newValue)
    else if (isArray(oldValue) && isArray(newValue)) this.lists(oldValue, newValue, place)
    else if (isBranch(oldValue) && isBranch(newValue)) this.members(oldValue, newValue, place)
    else if (!this.sameness.of(oldValue, newValue)) this.changes.add(place, oldValue, newValue)
  }

  private lists(
    oldList: readonly JsonValue[],
    newList: readonly JsonValue[],
    parent: Place | undefined,
  ): void {
    const same = (oldItem: JsonValue, newItem: JsonValue): boolean => this.sameness.of(oldItem, newItem)
    for (const { oldIndex, newIndex } of alignLists(oldList, newList, same, this.identities)) {
      this.values(
        oldIndex === undefined ? undefined : oldList[oldIndex],
        newIndex === undefined ? undefined : newList[newIndex],
        { step: (newIndex ?? oldIndex) as number, parent },
      )
    }
  }

  /** Old members in their order, then the new ones. */
  private members(oldValue: JsonObject, newValue: JsonObject, parent: Place | undefined): void {
    for (const step of keys(oldValue)) {
      const [oldMember, newMember] = [oldValue[step], hasOwn(newValue, step) ? newValue[step] : undefined]
      if (oldMember !== newMember) this.values(oldMember, newMember, { step, parent })
    }
    for (const step of keys(newValue)) {
      if (!hasOwn(oldValue, step)) this.changes.add({ step, parent }, undefined, newValue[step])
    }
  }
}
