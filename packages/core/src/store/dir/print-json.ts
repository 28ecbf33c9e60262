import type { JsonValue } from '../../snapshot/types.js'

const INDENT = '  '
/** A list of at least so many numbers, such as an embedding, is one line: nobody reads it number by number. */
const ROW_OF_NUMBERS = 8
/** Signs that make a line look like another one in a review: line ends of Unicode, controls, order of writing. */
const MISLEADING = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g

/**
 * JSON for people and for git: an item a line, in the order it has; on one line where that changes as a whole, which
 * are empty containers, values with a type tag, and long lists of numbers.
 */
export function printJson(json: JsonValue, margin = ''): string {
  const parts: string[] = []
  write(json, margin, parts)
  return parts.join('')
}

function write(json: JsonValue, margin: string, parts: string[]): void {
  if (typeof json !== 'object' || json === null) parts.push(printScalar(json))
  else if (Array.isArray(json)) writeList(json, margin, parts)
  else writeObject(json, margin, parts)
}

function writeList(json: JsonValue[], margin: string, parts: string[]): void {
  if (json.length >= ROW_OF_NUMBERS && json.every(isNumber)) {
    parts.push(`[${json.map((item) => printJson(item)).join(', ')}]`)
    return
  }
  const inner = margin + INDENT
  for (const [index, item] of json.entries()) {
    parts.push(index === 0 ? '[\n' : ',\n', inner)
    write(item, inner, parts)
  }
  parts.push(json.length === 0 ? '[]' : `\n${margin}]`)
}

function writeObject(json: Record<string, JsonValue>, margin: string, parts: string[]): void {
  const keys = Object.keys(json)
  const [only = ''] = keys
  if (keys.length === 1 && isOneLine(only, json[only])) {
    parts.push(`{ ${printText(only)}: `)
    write(json[only] as JsonValue, margin, parts)
    parts.push(' }')
    return
  }
  const inner = margin + INDENT
  for (const [index, key] of keys.entries()) {
    parts.push(index === 0 ? '{\n' : ',\n', inner, printText(key), ': ')
    write(json[key] as JsonValue, inner, parts)
  }
  parts.push(keys.length === 0 ? '{}' : `\n${margin}}`)
}

/** Whether the braces of an object with this one member need no lines of their own: a type tag, or lines of text. */
function isOneLine(key: string, value: JsonValue | undefined): boolean {
  if (typeof value === 'object' && value !== null) return key === 'lines' && Array.isArray(value)
  return key.startsWith('$')
}

function isNumber(json: JsonValue): boolean {
  return typeof json === 'number' || (typeof json === 'object' && json !== null && '$number' in json)
}

function printScalar(json: string | number | boolean | null): string {
  return typeof json === 'string' ? printText(json) : JSON.stringify(json)
}

function printText(text: string): string {
  return JSON.stringify(text).replace(MISLEADING, escapeSign)
}

function escapeSign(sign: string): string {
  return `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`
}
