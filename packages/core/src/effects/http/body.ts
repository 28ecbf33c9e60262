import { Buffer, isUtf8 } from 'node:buffer'
import { LIMITS } from '../../limits.js'
import type { Body, JsonValue } from '../../snapshot/types.js'

const INDENTS = [0, 2, 4]
/** A body lies this deep in its snapshot, at most. */
const DEPTH_ABOVE = 20

/**
 * Bytes in the most readable form that gives the same bytes back: JSON, else text, else base64. JSON counts only
 * where writing it again gives the same text, so that big integers and unusual spacing are not lost.
 */
export function toBody(bytes: Buffer): Body {
  if (!isUtf8(bytes)) return { base64: bytes.toString('base64') }
  const text = bytes.toString('utf8')
  return jsonBody(text) ?? text
}

/** Like {@link toBody} for bytes that are only matched, never sent again: JSON in any spacing counts as JSON. */
export function toMatchedBody(bytes: Buffer): Body {
  const body = toBody(bytes)
  return typeof body === 'string' && isJson(body) ? (jsonBody(withoutSpace(body)) ?? body) : body
}

/** The bytes of a recorded body. */
export function fromBody(body: Body): Buffer {
  if (typeof body === 'string') return Buffer.from(body)
  if ('base64' in body) return Buffer.from(body.base64, 'base64')
  return Buffer.from(JSON.stringify(body.json, null, body.indent))
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** JSON text less the white space between its tokens. */
function withoutSpace(text: string): string {
  return /^\s*[[{]/.test(text) ? text.replaceAll(/("[^"\\]*(?:\\.[^"\\]*)*")|\s+/g, '$1') : text
}

function jsonBody(text: string): Body | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined
  let json: JsonValue
  try {
    json = JSON.parse(text) as JsonValue
  } catch {
    return undefined
  }
  if (isDeeperThan(json, LIMITS.valueDepth - DEPTH_ABOVE)) return undefined
  const indent = INDENTS.find((spaces) => JSON.stringify(json, null, spaces) === text)
  if (indent === undefined) return undefined
  return indent === 0 ? { json } : { json, indent }
}

function isDeeperThan(json: JsonValue, levels: number): boolean {
  if (typeof json !== 'object' || json === null) return false
  return levels === 0 || Object.values(json).some((item) => isDeeperThan(item, levels - 1))
}
