import { canonicalJson } from '../snapshot/canonical.js'
import { isTagged } from '../snapshot/tags.js'
import type { JsonValue } from '../snapshot/types.js'
import { alignmentBudget } from './budget.js'
import { Sameness } from './sameness.js'

// Looked up once: in a sandbox of jest every look-up of a global is slow.
const { isArray } = Array
const { keys } = Object

/**
 * Numbers for values: the same number for equal ones, and no other. A value is looked into once, however often and at
 * whatever depth it is asked for, so that lists in lists do not take the square of their size.
 */
export class Identities {
  /** How many pairs the lists of this diff may still compare one by one. */
  readonly budget = alignmentBudget()
  /** Whether two values are equal, for those who ask about few. */
  readonly exactly = new Sameness(() => false)
  private readonly ofObjects = new Map<object, number>()
  private readonly ofLeaves = new Map<string | number | boolean | null, number>()
  private readonly ofShapes = new Map<string, number>()
  private count = 0

  of(value: JsonValue): number {
    if (typeof value !== 'object' || value === null) return this.named(this.ofLeaves, value)
    let id = this.ofObjects.get(value)
    if (id === undefined) {
      id = this.named(this.ofShapes, this.shapeOf(value))
      this.ofObjects.set(value, id)
    }
    return id
  }

  /** The numbers of all members, in a text: equal for equal values. */
  private shapeOf(value: JsonValue & object): string {
    if (isArray(value)) return `[${value.map((item) => this.of(item)).join()}`
    // Members of maps and sets have no order; canonical texts know that.
    if (isTagged(value)) return canonicalJson(value)
    let shape = ''
    for (const key of keys(value).sort()) shape += `${this.of(key)}:${this.of(value[key] as JsonValue)},`
    return shape
  }

  private named<Key>(names: Map<Key, number>, key: Key): number {
    const known = names.get(key)
    if (known !== undefined) return known
    names.set(key, ++this.count)
    return this.count
  }
}
