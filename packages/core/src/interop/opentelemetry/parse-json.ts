import { parseLossless } from '../lossless/parse-lossless.js'

/** A bare number with more digits than a JavaScript number is sure to keep. Inside a text it only costs time. */
const LONG_NUMBER = /[:[,]\s*-?\d{16}/

/**
 * Parses a document. OTLP writes 64-bit integers as texts, so the fast parser loses nothing; for an exporter that
 * writes them bare there is the slow one.
 *
 * @throws SyntaxError; RangeError for brackets nested too deep.
 */
export function parseDocument(text: string): unknown {
  return LONG_NUMBER.test(text) ? parseLossless(text) : (JSON.parse(text) as unknown)
}

/**
 * An attribute that may hold JSON as text. Only objects and lists are taken for it: `42` or `"yes"` may be the text
 * itself. A text that is no JSON stays a text.
 *
 * @throws RangeError for brackets nested too deep.
 */
export function parseContent(value: unknown): unknown {
  return looksLikeJson(value) ? parsedOr(value, value) : value
}

/** True for a text that starts as an object or a list. */
export function looksLikeJson(value: unknown): value is string {
  return typeof value === 'string' && /^\s*[[{]/.test(value)
}

/** Any JSON as text, also a quoted text or a number; `fallback` where it is none. */
export function parsedOr(text: unknown, fallback: unknown): unknown {
  if (typeof text !== 'string') return fallback
  try {
    return parseLossless(text)
  } catch (error) {
    if (error instanceof SyntaxError) return fallback
    throw error
  }
}
