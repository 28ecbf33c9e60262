import { setOwn } from './plain-object.js'
import { readSparse } from './sparse-array.js'
import { isTagLike, OBJECT_TAGS } from './tags.js'
import type { JsonValue } from './types.js'

const READERS = new Map<string, (written: never) => unknown>([
  ['$undefined', () => undefined],
  ['$number', readNumber],
  ['$bigint', (written: string) => BigInt(written)],
  ['$sparse', (written: never) => readSparse(written, decode)],
  ...OBJECT_TAGS.map(
    (tag) =>
      [tag.name, (written: never) => tag.read(written, decode)] satisfies [string, (w: never) => unknown],
  ),
])

/**
 * Reads back what `encode` wrote. Parts without tags are given back as they are, not copied.
 *
 * @throws whatever a malformed tag makes its reader throw; stores report that as `STORE_CORRUPT`.
 */
export function decode(written: JsonValue): unknown {
  if (typeof written !== 'object' || written === null) return written
  return Array.isArray(written) ? decodeArray(written) : decodeObject(written)
}

function decodeArray(written: JsonValue[]): unknown[] {
  let copy: unknown[] | undefined
  for (const [index, item] of written.entries()) {
    const value = decode(item)
    if (value !== item) copy ??= written.slice(0, index)
    copy?.push(value)
  }
  return copy ?? written
}

function decodeObject(written: Record<string, JsonValue>): unknown {
  const keys = Object.keys(written)
  const [only] = keys
  if (only !== undefined && keys.length === 1 && isTagLike(only)) {
    const content = written[only] as JsonValue
    const read = READERS.get(only)
    return read === undefined ? { [only.slice(1)]: decode(content) } : read(content as never)
  }
  let copy: Record<string, unknown> | undefined
  for (const key of keys) {
    const item = written[key] as JsonValue
    const value = decode(item)
    if (value !== item) copy ??= { ...written }
    if (copy !== undefined) setOwn(copy, key, value)
  }
  return copy ?? written
}

function readNumber(written: string): number {
  if (!['-0', 'NaN', 'Infinity', '-Infinity'].includes(written))
    throw new TypeError(`"${written}" is not a number`)
  return Number(written)
}
