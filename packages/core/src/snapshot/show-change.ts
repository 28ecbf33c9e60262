import { LIMITS } from '../limits.js'
import { canonicalJson } from './canonical.js'
import { cut } from './show.js'
import { toldApart } from './told-apart.js'
import type { JsonValue } from './types.js'

/** Characters kept in front of the first that differs. */
const BEFORE = 40

/**
 * Two values as `showJson` shows each of them, but so that what changed is seen: long ones are cut to where they begin to
 * differ, and what would look the same has escapes. Not yet safe to print.
 */
export function showChange(old: JsonValue | undefined, now: JsonValue | undefined): [string, string] {
  const [a, b] = [textOf(old), textOf(now)]
  const from = startOf(a, b)
  const [shownA, shownB] = toldApart(window(a, from), window(b, from))
  return [marked(shownA, a, from), marked(shownB, b, from)]
}

function textOf(value: JsonValue | undefined): string {
  return value === undefined ? 'absent' : canonicalJson(value)
}

/** Where to begin, so that what differs is within the length that is shown. */
function startOf(old: string, now: string): number {
  const { shownValue } = LIMITS
  const length = Math.min(old.length, now.length)
  if (Math.max(old.length, now.length) <= shownValue) return 0
  let same = 0
  while (same < length && old.charCodeAt(same) === now.charCodeAt(same)) same++
  return same < shownValue - BEFORE ? 0 : Math.max(0, same - Math.min(BEFORE, shownValue >> 1))
}

function window(text: string, from: number): string {
  return cut(text.slice(from).replace(/^[\udc00-\udfff]/, ''), LIMITS.shownValue)
}

function marked(shown: string, text: string, from: number): string {
  const isCutBehind = text.length - from > LIMITS.shownValue
  const length = from > 0 || isCutBehind ? ` (${text.length} characters)` : ''
  return `${from > 0 ? '…' : ''}${shown}${isCutBehind ? '…' : ''}${length}`
}
