import { Buffer, isUtf8 } from 'node:buffer'
import { LIMITS } from '../../limits.js'
import type { Body, JsonBody, JsonValue } from '../../snapshot/types.js'

/** A body lies this deep in its snapshot, at most. */
const DEPTH_ABOVE = 20
/** Text of more lines is for no reader, and each line costs its indentation in a file. */
const MOST_LINES = 10_000

/**
 * Bytes in the most readable form that gives the same bytes back: JSON, else text, else base64. JSON counts only
 * where writing it again gives the same text, so that big integers and unusual spacing are not lost.
 */
export function toBody(bytes: Buffer): Body {
  const text = utf8Text(bytes)
  return text === undefined ? base64Body(bytes) : (jsonBody(text) ?? textBody(text))
}

/** Like {@link toBody}, but JSON stays text. */
export function toTextBody(bytes: Buffer): Body {
  const text = utf8Text(bytes)
  return text === undefined ? base64Body(bytes) : textBody(text)
}

/** Like {@link toBody} for bytes that are only matched, never sent again: JSON in any spacing counts as JSON. */
export function toMatchedBody(bytes: Buffer): Body {
  const text = utf8Text(bytes)
  if (text === undefined) return base64Body(bytes)
  const body = jsonBody(text) ?? (isJson(text) ? jsonBody(withoutSpace(text)) : undefined)
  return body === undefined ? textBody(text) : { json: body.json }
}

/** The bytes of a recorded body. */
export function fromBody(body: Body): Buffer {
  if (typeof body === 'object' && 'base64' in body) return Buffer.from(body.base64, 'base64')
  return Buffer.from(textOf(body) ?? jsonText(body as JsonBody))
}

/** The text of a body that is kept as text; undefined for JSON and bytes. */
export function textOf(body: Body): string | undefined {
  if (typeof body === 'string') return body
  return 'lines' in body ? body.lines.join('\n') : undefined
}

function utf8Text(bytes: Buffer): string | undefined {
  return isUtf8(bytes) ? bytes.toString('utf8') : undefined
}

function base64Body(bytes: Buffer): Body {
  return { base64: bytes.toString('base64') }
}

/** Lines only where there are several: ends of line after the last one do not make it two. */
function textBody(text: string): Body {
  if (!/\n[^\r\n]/.test(text)) return text
  const lines = text.split('\n', MOST_LINES + 1)
  return lines.length > MOST_LINES ? text : { lines }
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

function jsonBody(text: string): JsonBody | undefined {
  if (!/^[[{]/.test(text)) return undefined
  let json: JsonValue
  try {
    json = JSON.parse(text) as JsonValue
  } catch {
    return undefined
  }
  if (isDeeperThan(json, LIMITS.valueDepth - DEPTH_ABOVE)) return undefined
  // Most are written so; the others are found by trying.
  if (JSON.stringify(json) === text) return { json }
  return spacingsOf(text)
    .map((spacing) => ({ json, ...spacing }))
    .find((body) => jsonText(body) === text)
}

/** How a JSON text may be spaced. Which of them it is throughout, only writing it again can tell. */
function spacingsOf(text: string): Omit<JsonBody, 'json'>[] {
  const newline = text.endsWith('\n') ? ({ newline: true } as const) : {}
  const indent = /^[[{]\n( {1,10})/.exec(text)?.[1]?.length
  return indent === undefined ? [newline, { spaced: true, ...newline }] : [{ indent, ...newline }]
}

function jsonText({ json, indent, spaced, newline }: JsonBody): string {
  const text = spaced === true ? spacedText(json) : JSON.stringify(json, null, indent)
  return newline === true ? `${text}\n` : text
}

/** A raw end of line never stands inside a JSON string, so each one is between two tokens. */
function spacedText(json: JsonValue): string {
  return JSON.stringify(json, null, 1).replaceAll(/,\n */g, ', ').replaceAll(/\n */g, '')
}

function isDeeperThan(json: JsonValue, levels: number): boolean {
  if (typeof json !== 'object' || json === null) return false
  if (levels === 0) return true
  for (const item of Array.isArray(json) ? json : Object.values(json))
    if (typeof item === 'object' && isDeeperThan(item, levels - 1)) return true
  return false
}
