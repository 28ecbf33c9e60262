import { sameJson } from './same.js'
import type { JsonValue } from './types.js'

const RELATIVE_TOLERANCE = 1e-9
const NEGATIVE_ZERO = { $number: '-0' }

/** Whether two leaves say the same: the documented normalisation of mode `tolerant`, nothing more. */
export function tolerantlySame(a: JsonValue, b: JsonValue): boolean {
  if (typeof a === 'string' && typeof b === 'string') return normalText(a) === normalText(b)
  const [x, y] = [numberOf(a), numberOf(b)]
  return x !== undefined && y !== undefined && nearlyEqual(x, y)
}

/**
 * Unicode NFC, `\n` line ends, one space or one line break for a run of them, no space at the end of a line. Space at
 * the start of a line stays as it is: indentation can carry meaning.
 */
export function normalText(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[^\S\n]*\n(?:[^\S\n]*\n)*/g, '\n')
    .replaceAll(/(?<=\S)[^\S\n]+/g, ' ')
    .trimEnd()
}

/** A finite number; `-0` is written as a tag. */
function numberOf(leaf: JsonValue): number | undefined {
  if (typeof leaf === 'number') return leaf
  return sameJson(leaf, NEGATIVE_ZERO) ? 0 : undefined
}

function nearlyEqual(a: number, b: number): boolean {
  return Math.abs(a - b) <= RELATIVE_TOLERANCE * Math.max(Math.abs(a), Math.abs(b))
}
