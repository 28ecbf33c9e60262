import { setOwn } from '../../snapshot/plain-object.js'
import { pointerStep } from './json-pointer.js'
import { RawNumber } from './raw-number.js'

/**
 * The way back from `settleNumbers`: raw numbers where a text is known for a value that is still the same. What
 * holds none of them is given back as it is, not copied.
 *
 * @param nameOf what the pointer calls the member of an object that is stored under `key`. Default: the same.
 */
export function restoreLexemes(
  value: unknown,
  lexemes: Readonly<Record<string, string>> = {},
  nameOf: (key: string, siblings: number) => string = (key) => key,
): unknown {
  const known = new Map(Object.entries(lexemes))
  const onTheWay = new Set([...known.keys()].flatMap(prefixes))

  const restore = (part: unknown, pointer: string): unknown => {
    const lexeme = known.get(pointer)
    if (lexeme !== undefined && isNumberText(lexeme) && Object.is(numberIn(part), Number(lexeme))) {
      return new RawNumber(lexeme)
    }
    if (!onTheWay.has(pointer) || typeof part !== 'object' || part === null) return part
    if (Array.isArray(part)) return part.map((item, index) => restore(item, `${pointer}/${index}`))
    const copy = {}
    const entries = Object.entries(part)
    for (const [key, item] of entries) {
      setOwn(copy, key, restore(item, pointer + pointerStep(nameOf(key, entries.length - 1))))
    }
    return copy
  }

  return onTheWay.size === 0 ? value : restore(value, '')
}

/** `/a/b/c` → ``, `/a`, `/a/b`. */
function prefixes(pointer: string): string[] {
  return [...pointer.matchAll(/\//g)].map(({ index }) => pointer.slice(0, index))
}

/** A snapshot may come from anywhere: what is no number by the grammar of JSON must not be written as one. */
function isNumberText(text: string): boolean {
  return /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text)
}

/** A number as it is, or in the tag that stored JSON has for `-0` and `Infinity`. */
function numberIn(part: unknown): unknown {
  if (typeof part !== 'object' || part === null || Object.keys(part).length !== 1) return part
  const written = (part as { $number?: unknown }).$number
  return typeof written === 'string' ? Number(written) : part
}
