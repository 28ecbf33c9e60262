import { types } from 'node:util'
import type { Tag } from './tag.js'

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

/** Typed arrays, buffers of Node and array buffers, with their type. */
export const bytesTag: Tag = {
  name: '$bytes',
  matches: (value) => isByteType(byteType(value)),
  write: (value: NodeJS.TypedArray | ArrayBuffer) => ({
    type: byteType(value) as WrittenBytes['type'],
    base64: toBase64(value),
  }),
  read: ({ type, base64 }: WrittenBytes) => fromBase64(type, base64),
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
