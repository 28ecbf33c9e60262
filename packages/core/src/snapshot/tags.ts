import { types } from 'node:util'
import { setOwn } from './plain-object.js'
import type { JsonValue } from './types.js'

/**
 * How the values that JSON lacks are written: an object with one key, the tag. Everything else stays plain JSON.
 * A recorded object that happens to look like a tag gets one more `$` in front (see {@link isTagLike}).
 */
export interface Tag {
  readonly name: string
  readonly matches: (value: object) => boolean
  /** `inner` writes a value that the tagged one holds. */
  readonly write: (value: never, inner: (value: unknown, step: string) => JsonValue) => JsonValue
  readonly read: (written: never, inner: (value: JsonValue) => unknown) => unknown
}

const BYTE_VIEWS = {
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
} as const

interface WrittenBytes {
  type: keyof typeof BYTE_VIEWS | 'Buffer' | 'ArrayBuffer'
  base64: string
}

/** Own properties of an error that are not enumerable but part of it; `errors` is that of an AggregateError. */
const HIDDEN: readonly string[] = ['cause', 'errors']

interface WrittenError {
  name: string
  message: string
  [key: string]: JsonValue
}

/** Tags of objects. Numbers, bigints and `undefined` are written by `encode` itself. */
export const OBJECT_TAGS: readonly Tag[] = [
  {
    name: '$date',
    matches: types.isDate,
    write: (value: Date) => (Number.isNaN(value.getTime()) ? null : value.toISOString()),
    read: (written: string | null) => {
      const date = new Date(written ?? Number.NaN)
      if (written !== null && Number.isNaN(date.getTime())) throw new TypeError(`"${written}" is not a date`)
      return date
    },
  },
  {
    name: '$map',
    matches: types.isMap,
    write: (value: Map<unknown, unknown>, inner) =>
      [...value].map(([key, item], index) => [inner(key, `<key ${index}>`), inner(item, `<value ${index}>`)]),
    read: (written: [JsonValue, JsonValue][], inner) =>
      new Map(written.map(([key, item]) => [inner(key), inner(item)])),
  },
  {
    name: '$set',
    matches: types.isSet,
    write: (value: Set<unknown>, inner) => [...value].map((item, index) => inner(item, `<member ${index}>`)),
    read: (written: JsonValue[], inner) => new Set(written.map((item) => inner(item))),
  },
  {
    name: '$regexp',
    matches: types.isRegExp,
    write: (value: RegExp) => [value.source, value.flags],
    read: ([source, flags]: [string, string]) => new RegExp(source, flags),
  },
  {
    name: '$url',
    matches: (value) => Object.prototype.toString.call(value) === '[object URL]',
    write: (value: URL) => value.href,
    read: (written: string) => new URL(written),
  },
  {
    name: '$bytes',
    matches: (value) => isByteType(byteType(value)),
    write: (value: NodeJS.TypedArray | ArrayBuffer) => ({
      type: byteType(value) as WrittenBytes['type'],
      base64: toBase64(value),
    }),
    read: ({ type, base64 }: WrittenBytes) => fromBase64(type, base64),
  },
  {
    name: '$error',
    matches: types.isNativeError,
    write: (value: Error, inner) => {
      const written: WrittenError = { name: value.name, message: value.message }
      for (const key of Object.keys(value)) setOwn(written, key, inner(value[key as keyof Error], key))
      for (const key of HIDDEN) {
        if (Object.hasOwn(value, key)) written[key] = inner(value[key as keyof Error], key)
      }
      return written
    },
    read: ({ name, message, ...rest }: WrittenError, inner) => {
      const error = new Error(message)
      const hidden = (value: unknown) => ({ value, configurable: true, writable: true })
      if (error.name !== name) Object.defineProperty(error, 'name', hidden(name))
      for (const [key, value] of Object.entries(rest)) {
        if (HIDDEN.includes(key)) Object.defineProperty(error, key, hidden(inner(value)))
        else setOwn(error, key, inner(value))
      }
      return error
    },
  },
]

const NAMES = ['$undefined', '$number', '$bigint', ...OBJECT_TAGS.map((tag) => tag.name)]

/** True for the key of a tag. */
export function isTag(key: string): boolean {
  return NAMES.includes(key)
}

const TAG_LIKE = new RegExp(`^\\$*(?:${NAMES.map((name) => `\\${name}`).join('|')})$`)

/** True for a key that reads as a tag, or as one that was moved out of the way by extra `$`. */
export function isTagLike(key: string): boolean {
  return TAG_LIKE.test(key)
}

function byteType(value: object): string | undefined {
  if (Buffer.isBuffer(value)) return 'Buffer'
  if (types.isArrayBuffer(value)) return 'ArrayBuffer'
  return types.isTypedArray(value) ? value[Symbol.toStringTag] : undefined
}

function isByteType(type: string | undefined): type is WrittenBytes['type'] {
  return (
    type === 'Buffer' || type === 'ArrayBuffer' || (type !== undefined && Object.hasOwn(BYTE_VIEWS, type))
  )
}

function toBase64(value: NodeJS.TypedArray | ArrayBuffer): string {
  const bytes = types.isTypedArray(value)
    ? Buffer.from(value.buffer, value.byteOffset, value.byteLength)
    : Buffer.from(value)
  return bytes.toString('base64')
}

function fromBase64(type: string, base64: string): unknown {
  if (!isByteType(type)) throw new TypeError(`"${type}" is not a type of bytes`)
  const bytes = Buffer.from(base64, 'base64')
  if (type === 'Buffer') return bytes
  const copy = new Uint8Array(bytes).buffer
  return type === 'ArrayBuffer' ? copy : new BYTE_VIEWS[type](copy)
}
