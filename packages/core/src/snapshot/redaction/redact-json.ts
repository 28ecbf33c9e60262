import { decode } from '../decode.js'
import { setOwn } from '../plain-object.js'
import { isTag } from '../tags.js'
import type { JsonValue } from '../types.js'
import { describesSecret } from './describes-secret.js'
import { hasMarker, markerOf } from './marker.js'
import { isCount, isNoSecret, isUnlikeProse } from './named-secrets.js'
import type { Redactor } from './redactor.js'
import { withAllKnown } from './with-all-known.js'

/** Tags of values that hold others; any other tag is one value. */
const CONTAINER_TAGS = new Set(['$map', '$set', '$error', '$headers', '$sparse', '$instance'])
const OF_MODEL_TOKEN = /^(?:log_?prob|token_?id$)/i
const SHORTEST_NUMBER = 1e8
/** Where a list of headers, settings or inputs keeps the name of an entry. */
export const NAME_KEYS = ['name', 'key', 'header'] as const

/**
 * Takes secrets out of encoded JSON: what is kept under the name of a secret, and what looks like one in a text or a
 * key. The same reference comes back where there is none; nothing is changed in place.
 *
 * @param name under which all of it is kept.
 * @throws ValueError `REDACTION_FAILED`
 */
export function redactJson(json: JsonValue, redactor: Redactor, name?: string): JsonValue {
  const kind = name === undefined ? undefined : redactor.kindOfName(name)
  return withAllKnown(redactor, () => walk(json, kind, redactor))
}

/** @param kind of the secret that the name above means; then every leaf below is one. */
function walk(json: JsonValue, kind: string | undefined, redactor: Redactor): JsonValue {
  if (typeof json === 'string') {
    if (kind === undefined) return redactor.text(json)
    return isNoSecret(json) ? json : named(json, kind, redactor)
  }
  if (typeof json === 'number') return number(json, kind, redactor)
  if (typeof json !== 'object' || json === null) return json
  return Array.isArray(json) ? walkList(json, kind, redactor) : walkObject(json, kind, redactor)
}

function named(secret: string, kind: string, redactor: Redactor): string {
  redactor.remember?.(secret, kind)
  return markerOf(kind, secret)
}

function number(json: number, kind: string | undefined, redactor: Redactor): JsonValue {
  if (kind !== undefined) return named(String(json), kind, redactor)
  // Shorter ones are no personal data: a telephone number, a card.
  if (!Number.isInteger(json) || Math.abs(json) < SHORTEST_NUMBER) return json
  const redacted = redactor.text(String(json))
  return redacted === String(json) ? json : redacted
}

function walkList(list: JsonValue[], kind: string | undefined, redactor: Redactor): JsonValue[] {
  const among = list.every(isPair)
  // A pair by itself may be two names, such as those of required fields.
  const alone = kind === undefined && isPair(list) && isLikeSecret(list[1])
  return walkItems(list, (item, index) => {
    if (among && kind === undefined) return walkPair(item as JsonValue[], redactor)
    return walk(item, kind ?? (alone && index === 1 ? kindOfPair(list, redactor) : undefined), redactor)
  })
}

/** One of the entries of an object, or of headers: `['authorization', 'Bearer …']`. */
function walkPair(pair: JsonValue[], redactor: Redactor): JsonValue {
  return walkItems(pair, (item, index) =>
    walk(item, index === 1 ? kindOfPair(pair, redactor) : undefined, redactor),
  )
}

function walkItems(list: JsonValue[], redacted: (item: JsonValue, index: number) => JsonValue): JsonValue[] {
  let copy: JsonValue[] | undefined
  for (const [index, item] of list.entries()) {
    const kept = redacted(item, index)
    if (kept !== item) copy ??= list.slice(0, index)
    copy?.push(kept)
  }
  return copy ?? list
}

function isPair(value: JsonValue): boolean {
  return Array.isArray(value) && value.length === 2
}

/** What is left around a marker is no secret. */
function isLikeSecret(value: JsonValue | undefined): boolean {
  return typeof value === 'string' && isUnlikeProse(value) && !hasMarker(value)
}

function kindOfPair([name]: readonly JsonValue[], redactor: Redactor): string | undefined {
  return typeof name === 'string' ? redactor.kindOfName(name) : undefined
}

function walkObject(
  object: Record<string, JsonValue>,
  kind: string | undefined,
  redactor: Redactor,
): JsonValue {
  const keys = Object.keys(object)
  const [only] = keys
  if (
    kind !== undefined &&
    keys.length === 1 &&
    only?.startsWith('$') === true &&
    !CONTAINER_TAGS.has(only)
  ) {
    return only === '$undefined' ? object : named(JSON.stringify(object), kind, redactor)
  }
  if (kind === undefined && keys.length === 1 && isLines(object)) return redactLines(object, redactor)
  const entryKind = kindOfEntry(object, redactor)
  let copy: Record<string, JsonValue> | undefined
  for (const [index, key] of keys.entries()) {
    const item = object[key] as JsonValue
    const inherited = kind !== undefined && describesSecret(object, key) ? undefined : kind
    const redacted = walk(item, inherited ?? kindOfMember(object, key, entryKind, redactor), redactor)
    const kept = keys.length === 1 && isTag(key) ? key : redactor.key(key)
    if (redacted !== item || kept !== key) copy ??= copyOf(object, keys.slice(0, index))
    if (copy !== undefined) setOwn(copy, freeKey(copy, kept), redacted)
  }
  return copy === undefined ? object : readable(copy, redactor)
}

/** A tag that cannot be read back any more is a text: of a `URL` with another host, of a bigint that was a card. */
function readable(redacted: Record<string, JsonValue>, redactor: Redactor): JsonValue {
  const [only, ...more] = Object.keys(redacted)
  if (only === undefined || more.length > 0 || !isTag(only) || CONTAINER_TAGS.has(only)) return redacted
  const content = redacted[only]
  try {
    decode(redacted)
    return redacted
  } catch {
    return typeof content === 'string' ? content : redactor.text(JSON.stringify(content))
  }
}

/** Text that is kept as its lines; a private key, say, goes over several. */
function isLines(object: Record<string, JsonValue>): object is { lines: string[] } {
  const { lines } = object
  return (
    Object.hasOwn(object, 'lines') && Array.isArray(lines) && lines.every((line) => typeof line === 'string')
  )
}

function redactLines(object: { lines: string[] }, redactor: Redactor): JsonValue {
  const text = object.lines.join('\n')
  const redacted = redactor.text(text)
  return redacted === text ? object : { lines: redacted.split('\n') }
}

/** What `{ name: 'authorization', value: … }` means by its name. */
function kindOfEntry(object: Record<string, JsonValue>, { kindOfName }: Redactor): string | undefined {
  if (!Object.hasOwn(object, 'value')) return undefined
  const name = NAME_KEYS.map((key) => (Object.hasOwn(object, key) ? object[key] : undefined)).find(
    (value) => typeof value === 'string',
  )
  return typeof name === 'string' ? kindOfName(name) : undefined
}

function kindOfMember(
  object: Record<string, JsonValue>,
  key: string,
  entryKind: string | undefined,
  { kindOfName }: Redactor,
): string | undefined {
  if (key === 'value' && entryKind !== undefined) return entryKind
  const item = object[key] as JsonValue
  if (typeof item === 'number' && isCount(key, item)) return undefined
  // A token of a language model, with its number or its probability.
  if (key === 'token' && [object, item].some(isOfModelToken)) return undefined
  return kindOfName(key)
}

function isOfModelToken(value: JsonValue): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.keys(value).some((key) => OF_MODEL_TOKEN.test(key))
  )
}

function copyOf(object: Record<string, JsonValue>, keys: readonly string[]): Record<string, JsonValue> {
  const copy: Record<string, JsonValue> = {}
  for (const key of keys) setOwn(copy, key, object[key])
  return copy
}

/** Two keys that were redacted alike stay two. */
function freeKey(object: object, key: string): string {
  return Object.hasOwn(object, key) ? freeKey(object, `${key}'`) : key
}
