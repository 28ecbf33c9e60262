import { types } from 'node:util'
import { ValueError } from '../errors.js'
import { LIMITS, raising } from '../limits.js'
import { isJson, isJsonLeaf } from './is-json.js'
import { hasSymbols, isPlainObject, setOwn } from './plain-object.js'
import { isDense, isIndex, writeSparse } from './sparse-array.js'
import { hasMoreThan, isTagLike, OBJECT_TAGS } from './tags.js'
import type { JsonValue } from './types.js'
import { unreadable } from './unreadable.js'

/**
 * Writes a JavaScript value as JSON without losing its type: what JSON has stays as it is (the same reference
 * where nothing had to be written differently), the rest becomes a tag such as `{ "$date": "…" }`.
 *
 * @param path how errors name the value, e.g. `output`.
 * @throws ValueError `NOT_SERIALIZABLE` for functions, symbols, cycles, instances of classes without a codec, and what
 * throws when it is read; `LIMIT_EXCEEDED` for nesting deeper than the limit `valueDepth`, and for texts and bytes longer
 * than `fieldBytes`. Both name the path.
 */
export function encode(value: unknown, path = 'value'): JsonValue {
  try {
    return isJson(value) ? (value as JsonValue) : new Encoder().encode(value, path)
  } catch (error) {
    throw unreadable(path, error)
  }
}

/** Path steps are joined only when an error needs them. */
interface Place {
  readonly step: string
  readonly parent?: Place
}

class Encoder {
  private readonly ancestors = new Set<object>()

  encode(value: unknown, path: string): JsonValue {
    return this.write(value, { step: path })
  }

  private write(value: unknown, place: Place): JsonValue {
    switch (typeof value) {
      case 'string':
        checkLength(value, place)
        return value
      case 'boolean':
        return value
      case 'number':
        return Number.isFinite(value) && !Object.is(value, -0)
          ? value
          : { $number: Object.is(value, -0) ? '-0' : String(value) }
      case 'bigint':
        return { $bigint: value.toString() }
      case 'undefined':
        return { $undefined: true }
      case 'function':
      case 'symbol':
        throw unkept(place, `a ${typeof value}`)
      case 'object':
        return value === null ? null : this.writeObject(value, place)
    }
  }

  private writeObject(value: object, place: Place): JsonValue {
    if (this.ancestors.has(value)) throw unkept(place, 'a cycle (the value contains itself)')
    if (this.ancestors.size >= LIMITS.valueDepth) {
      throw new ValueError(
        'LIMIT_EXCEEDED',
        `${pathOf(place).slice(0, 200)}… is nested deeper than ${LIMITS.valueDepth} levels. Record a flatter value. ${raising('valueDepth')}`,
      )
    }
    this.ancestors.add(value)
    const written = this.writeMembers(value, place)
    this.ancestors.delete(value)
    return written
  }

  private writeMembers(value: object, place: Place): JsonValue {
    if (Array.isArray(value)) return this.writeArray(value, place)
    if (isPlainObject(value)) return this.writePlain(value, place)
    const tag = OBJECT_TAGS.find((candidate) => candidate.matches(value))
    if (tag === undefined) throw unkept(place, `an instance of ${className(value)}`)
    if (hasMoreThan(tag, value)) throw unkept(place, `a ${className(value)} with members of its own`)
    const inner = (item: unknown, step: string) => this.write(item, { step: `.${step}`, parent: place })
    checkBytes(value, place)
    return { [tag.name]: tag.write(value as never, inner) }
  }

  private writeArray(value: readonly unknown[], place: Place): JsonValue {
    if (hasSymbols(value)) throw unkept(place, 'a list with a symbol key')
    const keys = Object.keys(value)
    if (!isDense(value, keys)) return this.writeSparse(value, keys, place)
    let copy: JsonValue[] | undefined
    for (let index = 0; index < value.length; index++) {
      const item = value[index]
      const written = isJsonLeaf(item) ? item : this.write(item, { step: `[${index}]`, parent: place })
      if (written !== item) copy ??= value.slice(0, index) as JsonValue[]
      copy?.push(written)
    }
    return copy ?? (value as JsonValue[])
  }

  private writeSparse(value: readonly unknown[], keys: readonly string[], place: Place): JsonValue {
    if (!keys.every(isIndex)) throw unkept(place, 'a list with members of its own')
    const inner = (item: unknown, index: number) => this.write(item, { step: `[${index}]`, parent: place })
    return { $sparse: writeSparse(value, keys, inner) }
  }

  private writePlain(value: Record<string, unknown>, place: Place): JsonValue {
    if (Object.getOwnPropertySymbols(value).length > 0) throw unkept(place, 'a symbol key')
    const keys = Object.keys(value)
    let copy: Record<string, JsonValue> | undefined
    let index = 0
    for (const key of keys) {
      const item = value[key]
      const written = isJsonLeaf(item) ? item : this.write(item, { step: `.${key}`, parent: place })
      if (written !== item) copy ??= copyOf(value, keys.slice(0, index))
      index++
      if (copy !== undefined) setOwn(copy, key, written)
    }
    const [only] = keys
    return only !== undefined && keys.length === 1 && isTagLike(only)
      ? { [`$${only}`]: (copy ?? (value as Record<string, JsonValue>))[only] as JsonValue }
      : (copy ?? (value as JsonValue))
  }
}

function copyOf(value: Record<string, unknown>, keys: readonly string[]): Record<string, JsonValue> {
  const copy: Record<string, JsonValue> = {}
  for (const key of keys) setOwn(copy, key, value[key])
  return copy
}

function pathOf(place: Place): string {
  return place.parent === undefined ? place.step : pathOf(place.parent) + place.step
}

function unkept(place: Place, what: string): ValueError {
  return new ValueError(
    'NOT_SERIALIZABLE',
    `${pathOf(place)} is ${what}, which cannot be recorded. Give the decision plain data (JSON values, Date, Map, Set, bigint, bytes, URL, RegExp, Headers, Error), or registerCodec() for a class.`,
  )
}

function checkLength(text: string, place: Place): void {
  // A UTF-16 code unit takes at most three bytes: most texts need not be measured.
  if (text.length * 3 <= LIMITS.fieldBytes || Buffer.byteLength(text) <= LIMITS.fieldBytes) return
  throw new ValueError(
    'LIMIT_EXCEEDED',
    `${pathOf(place)} is a text of ${Buffer.byteLength(text)} bytes, more than a field may have. ${raising('fieldBytes')}`,
  )
}

function checkBytes(value: object, place: Place): void {
  const byteLength = types.isArrayBuffer(value) || types.isTypedArray(value) ? value.byteLength : 0
  if (byteLength <= LIMITS.fieldBytes) return
  throw new ValueError(
    'LIMIT_EXCEEDED',
    `${pathOf(place)} has ${byteLength} bytes, more than a field may have. ${raising('fieldBytes')}`,
  )
}

function className(value: object): string {
  const { constructor } = value
  return typeof constructor === 'function' && constructor.name !== '' ? constructor.name : 'a class'
}
