import { isPlainObject, setOwn } from '../../snapshot/plain-object.js'
import { pointerStep } from './json-pointer.js'
import { RawNumber } from './raw-number.js'

export interface Settled<T> {
  readonly value: T
  /** The texts that the values do not tell, by JSON pointer into `value`. */
  readonly lexemes: Record<string, string>
  readonly warnings: readonly string[]
}

const BIG = 'Integers beyond 2^53 were kept as BigInt: JavaScript numbers do not tell them apart.'
const INFINITE = 'Numbers beyond 1.8e308 were read as Infinity; their text is kept in origin.lexemes.'

/** Puts plain numbers and BigInts in the place of raw ones, in plain objects and lists, at any depth. */
export function settleNumbers<T>(value: T): Settled<T> {
  const lexemes: Record<string, string> = {}
  const warnings = new Set<string>()

  const settle = (part: unknown, pointer: string): unknown => {
    if (typeof part !== 'object' || part === null) return part
    if (part instanceof RawNumber) {
      const number = part.value
      if (part.isKept) lexemes[pointer] = part.lexeme
      if (typeof number === 'bigint') warnings.add(BIG)
      else if (!Number.isFinite(number)) warnings.add(INFINITE)
      return number
    }
    if (Array.isArray(part)) return part.map((item, index) => settle(item, `${pointer}/${index}`))
    if (!isPlainObject(part)) return part
    const copy = {}
    for (const [key, item] of Object.entries(part))
      setOwn(copy, key, settle(item, pointer + pointerStep(key)))
    return copy
  }

  return { value: settle(value, '') as T, lexemes, warnings: [...warnings] }
}
