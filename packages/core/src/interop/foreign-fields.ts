import { getOwn, setOwn } from '../snapshot/plain-object.js'
import type { ForeignJson, ForeignObject } from './lossless/parse-lossless.js'

/** Takes known fields out of a foreign object, so that what is left can be kept as it was. */
export class ForeignFields {
  private readonly taken = new Set<string>()

  constructor(private readonly fields: ForeignObject) {}

  /** The field if `is` says so, else undefined; then it counts among the rest. */
  take<T extends ForeignJson>(
    name: string,
    is: (value: ForeignJson | undefined) => value is T,
  ): T | undefined {
    const value = getOwn(this.fields, name) as ForeignJson | undefined
    if (!is(value)) return undefined
    this.taken.add(name)
    return value
  }

  /** Marks a field as not worth keeping where it holds nothing: null, `{}` or `[]`. */
  dropEmpty(...names: string[]): void {
    for (const name of names) {
      const value = getOwn(this.fields, name)
      const empty = value === null || (typeof value === 'object' && Object.keys(value).length === 0)
      if (empty) this.taken.add(name)
    }
  }

  /** Marks a field as not worth keeping where it is null. */
  dropNull(...names: string[]): void {
    for (const name of names) if (getOwn(this.fields, name) === null) this.taken.add(name)
  }

  /** What nobody took; undefined where that is nothing. */
  rest(): Record<string, unknown> | undefined {
    const names = Object.keys(this.fields).filter((name) => !this.taken.has(name))
    if (names.length === 0) return undefined
    const rest = {}
    for (const name of names) setOwn(rest, name, this.fields[name])
    return rest
  }
}
