import { parse } from 'lossless-json'
import { RawNumber } from './raw-number.js'

/** JSON of a foreign source, its unusual numbers as {@link RawNumber}. */
export type ForeignJson =
  | null
  | boolean
  | number
  | string
  | RawNumber
  | readonly ForeignJson[]
  | { readonly [key: string]: ForeignJson }

/** An object of a foreign source. Its keys may have any name, `__proto__` too. */
export type ForeignObject = Readonly<Record<string, ForeignJson>>

/**
 * Parses JSON without losing a digit. A key that stands twice in an object with two values is an error: one of
 * them would be lost.
 *
 * @throws SyntaxError; RangeError for brackets nested too deep.
 */
export function parseLossless(text: string): ForeignJson {
  return parse(text, null, { parseNumber }) as ForeignJson
}

export function isForeignObject(value: unknown): value is ForeignObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof RawNumber)
}

function parseNumber(lexeme: string): number | RawNumber {
  const value = Number(lexeme)
  return String(value) === lexeme && (Number.isSafeInteger(value) || !Number.isInteger(value))
    ? value
    : new RawNumber(lexeme)
}
