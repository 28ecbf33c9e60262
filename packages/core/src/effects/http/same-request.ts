import { isPlainObject } from '../../snapshot/plain-object.js'
import type { Body, HttpRequest } from '../../snapshot/types.js'
import { textOf } from './body.js'

// Looked up once: in a sandbox of jest every look-up of a global is slow.
const { isArray } = Array
const { hasOwn, is, keys } = Object

/**
 * A quick yes: two requests that are the same in everything have the same key. A no is no answer, since the same JSON may
 * be written in several ways.
 */
export function isSameRequest(a: HttpRequest, b: HttpRequest): boolean {
  if (a.method !== b.method || a.url !== b.url) return false
  if (a.body === undefined || b.body === undefined) return a.body === b.body
  return isSameBody(a.body, b.body)
}

function isSameBody(a: Body, b: Body): boolean {
  const text = textOf(a)
  if (text !== undefined) return text === textOf(b)
  if (typeof a === 'string' || typeof b === 'string') return false
  if ('base64' in a) return 'base64' in b && a.base64 === b.base64
  return 'json' in a && 'json' in b && isSameJson(a.json, b.json)
}

function isSameJson(a: unknown, b: unknown): boolean {
  // Not by `===`: -0 is not 0.
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return is(a, b)
  if (isArray(a) || isArray(b))
    return isArray(a) && isArray(b) && a.length === b.length && a.every((item, at) => isSameJson(item, b[at]))
  if (!isPlainObject(a) || !isPlainObject(b)) return false
  const names = keys(a)
  return (
    names.length === keys(b).length && names.every((name) => hasOwn(b, name) && isSameJson(a[name], b[name]))
  )
}
