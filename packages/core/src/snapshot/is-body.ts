import type { Body } from './types.js'

/** Whether a value has one of the forms of a body, so that its bytes can be told. */
export function isBody(value: unknown): value is Body {
  if (typeof value === 'string') return true
  if (typeof value !== 'object' || value === null) return false
  const { lines, base64 } = value as Record<string, unknown>
  if ('json' in value) return true
  if (Array.isArray(lines)) return lines.every((line) => typeof line === 'string')
  return typeof base64 === 'string'
}
