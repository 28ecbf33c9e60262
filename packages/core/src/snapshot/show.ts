import { LIMITS } from '../limits.js'
import { canonicalJson } from './canonical.js'
import type { JsonValue } from './types.js'

/** A value on one line, cut to a length that fits a message. Not yet safe to print. */
export function showJson(value: JsonValue | undefined): string {
  if (value === undefined) return 'absent'
  return shownText(canonicalJson(value))
}

/** A text cut to a length that fits a message. */
export function shownText(text: string): string {
  return text.length <= LIMITS.shownValue
    ? text
    : `${cut(text, LIMITS.shownValue)}… (${text.length} characters)`
}

/** The first characters of a text; half of a pair of surrogates is none. */
export function cut(text: string, length: number): string {
  return text.slice(0, length).replace(/[\ud800-\udbff]$/, '')
}
