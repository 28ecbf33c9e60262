import { setOwn } from '../../snapshot/plain-object.js'
import { isForeignObject } from '../lossless/parse-lossless.js'
import { RawNumber } from '../lossless/raw-number.js'

/** Attributes by key. A map: their keys may have any name, `__proto__` too. */
export type Attributes = Map<string, unknown>

/** The decoded attributes of a span, event, resource or scope. What is no list of keys and values counts as empty. */
export function attributesOf(given: unknown): Attributes {
  const attributes: Attributes = new Map()
  for (const item of listOf(given)) {
    if (isForeignObject(item) && typeof item['key'] === 'string') {
      attributes.set(item['key'], anyValue(item['value']))
    }
  }
  return attributes
}

/**
 * Decodes an `AnyValue`: integers beyond 2^53 stay raw until the numbers are settled, bytes become a Uint8Array, an empty value null. What a member
 * cannot mean (`{ "intValue": "x" }`) stays as it was written.
 */
export function anyValue(value: unknown): unknown {
  if (!isForeignObject(value)) return value ?? null
  for (const [member, decode] of Object.entries(DECODERS)) {
    if (Object.hasOwn(value, member)) return decode(value[member])
  }
  return null
}

const DECODERS: Record<string, (given: unknown) => unknown> = {
  stringValue: (given) => given,
  boolValue: (given) => given,
  intValue: integerOf,
  doubleValue: doubleOf,
  arrayValue: (given) => (isForeignObject(given) ? listOf(given['values']).map(anyValue) : given),
  kvlistValue: (given) => (isForeignObject(given) ? objectOf(attributesOf(given['values'])) : given),
  bytesValue: (given) => (typeof given === 'string' ? new Uint8Array(Buffer.from(given, 'base64')) : given),
}

/** An own property for every key. */
export function objectOf(attributes: Attributes): Record<string, unknown> {
  const object = {}
  for (const [key, value] of attributes) setOwn(object, key, value)
  return object
}

/** Lists are often left out where they are empty. */
export function listOf(given: unknown): readonly unknown[] {
  return Array.isArray(given) ? given : []
}

function integerOf(given: unknown): unknown {
  const text = given instanceof RawNumber ? given.lexeme : given
  if (typeof text !== 'string' || !/^-?\d{1,20}$/.test(text)) return given
  const value = Number(text)
  return Number.isSafeInteger(value) ? value + 0 : new RawNumber(BigInt(text).toString())
}

/** JSON has no NaN and no Infinity: they stand there as texts. */
function doubleOf(given: unknown): unknown {
  const text = given instanceof RawNumber ? given.lexeme : given
  if (typeof text !== 'string') return given
  if (/^(?:NaN|-?Infinity)$/.test(text)) return Number(text)
  return /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text) ? Number(text) : given
}
