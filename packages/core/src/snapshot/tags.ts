import { types } from 'node:util'
import { bytesTag } from './tags/bytes-tag.js'
import { errorTag } from './tags/error-tag.js'
import { instanceTag } from './tags/instance-tag.js'
import type { Tag } from './tags/tag.js'
import type { JsonValue } from './types.js'

/**
 * The tags of objects, in the order in which they are tried. Everything else stays plain JSON. Numbers, bigints,
 * `undefined` and arrays with holes are written by `encode` itself.
 */
export const OBJECT_TAGS: readonly Tag[] = [
  instanceTag,
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
    matches: (value) => types.isMap(value) && isOfLanguage(value),
    write: (value: Map<unknown, unknown>, inner) =>
      [...value].map(([key, item], index) => [inner(key, `<key ${index}>`), inner(item, `<value ${index}>`)]),
    read: (written: [JsonValue, JsonValue][], inner) =>
      new Map(written.map(([key, item]) => [inner(key), inner(item)])),
  },
  {
    name: '$set',
    matches: (value) => types.isSet(value) && isOfLanguage(value),
    write: (value: Set<unknown>, inner) => [...value].map((item, index) => inner(item, `<member ${index}>`)),
    read: (written: JsonValue[], inner) => new Set(written.map((item) => inner(item))),
  },
  {
    name: '$regexp',
    matches: (value) => types.isRegExp(value) && isOfLanguage(value),
    // Where it stands tells what a sticky or global one matches next.
    write: ({ source, flags, lastIndex }: RegExp) =>
      lastIndex === 0 ? [source, flags] : [source, flags, lastIndex],
    read: ([source, flags, lastIndex = 0]: [string, string, number?]) =>
      Object.assign(new RegExp(source, flags), { lastIndex }),
  },
  {
    name: '$url',
    matches: (value) => Object.prototype.toString.call(value) === '[object URL]',
    write: (value: URL) => value.href,
    read: (written: string) => new URL(written),
  },
  {
    name: '$headers',
    matches: (value) => Object.prototype.toString.call(value) === '[object Headers]',
    write: (value: Headers) => [...value],
    read: (written: [string, string][]) => new Headers(written),
  },
  bytesTag,
  errorTag,
]

/**
 * False for an instance of a class of one's own, which would not come back as one. Prototypes are counted, not compared:
 * those of another realm are others. (Fake timers make a class of `Date`.)
 */
function isOfLanguage(value: object): boolean {
  const parent: unknown = Object.getPrototypeOf(Object.getPrototypeOf(value) ?? {})
  return typeof parent === 'object' && parent !== null && Object.getPrototypeOf(parent) === null
}

/** What the only key of an object that is a tag may be. */
export const TAG_NAMES = [
  '$undefined',
  '$number',
  '$bigint',
  '$sparse',
  ...OBJECT_TAGS.map((tag) => tag.name),
]
/** Tags whose values may have members of their own: those of an error are written, those of bytes are the bytes. */
const WITH_MEMBERS: ReadonlySet<Tag> = new Set([bytesTag, errorTag, instanceTag])

/** True where a value has members that its tag does not write. */
export function hasMoreThan(tag: Tag, value: object): boolean {
  return !WITH_MEMBERS.has(tag) && Object.keys(value).length > 0
}

/** True for the key of a tag. */
export function isTag(key: string): boolean {
  return TAG_NAMES.includes(key)
}

const TAG_LIKE = new RegExp(`^\\$*(?:${TAG_NAMES.map((name) => `\\${name}`).join('|')})$`)

/**
 * True for a key that reads as a tag, or as one that was moved out of the way: a recorded object that happens to look
 * like a tag gets one more `$` in front.
 */
export function isTagLike(key: string): boolean {
  return TAG_LIKE.test(key)
}

/**
 * True for encoded JSON that stands for a value which JSON lacks.
 *
 * @param keys its own, for those who have them at hand.
 */
export function isTagged(json: Record<string, JsonValue>, keys = Object.keys(json)): boolean {
  return keys.length === 1 && isTagLike(keys[0] as string)
}
