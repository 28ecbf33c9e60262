import type { JsonValue } from '../types.js'

/** How one kind of value that JSON lacks is written: as an object with one key, the name of the tag. */
export interface Tag {
  readonly name: string
  readonly matches: (value: object) => boolean
  /** `inner` writes a value that the tagged one holds. */
  readonly write: (value: never, inner: (value: unknown, step: string) => JsonValue) => JsonValue
  readonly read: (written: never, inner: (value: JsonValue) => unknown) => unknown
}
