import { ValueError } from '../../errors.js'
import { isPlainObject } from '../../snapshot/plain-object.js'
import { lexemeOf, RawNumber } from './raw-number.js'

const NONE = 'which this format cannot hold'

/**
 * JSON text of plain data, with numbers as `lexemeOf` writes them and raw ones as they were.
 *
 * @param path how errors name the value.
 * @throws ValueError `NOT_SERIALIZABLE` for what JSON has no word for: it would come back as something else.
 */
export function writeJson(value: unknown, path: string): string {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return JSON.stringify(value)
    case 'bigint':
      if (!isLargeInteger(value)) throw refused(path, `the BigInt ${value}`)
      return lexemeOf(value)
    case 'number':
      if (!Number.isFinite(value)) throw refused(path, String(value))
      return lexemeOf(value)
    case 'object':
      return value === null ? 'null' : writeObject(value, path)
    case 'undefined':
    case 'function':
    case 'symbol':
      throw refused(path, typeof value)
  }
}

function writeObject(value: object, path: string): string {
  if (value instanceof RawNumber) return value.lexeme
  if (Array.isArray(value)) {
    // `Array.from` also visits holes.
    const items = Array.from(value, (item: unknown, index) => writeJson(item, `${path}[${index}]`))
    return `[${items.join(',')}]`
  }
  if (!isPlainObject(value)) throw refused(path, `a ${Object.prototype.toString.call(value).slice(8, -1)}`)
  const members = Object.entries(value).map(
    ([key, item]) => `${JSON.stringify(key)}:${writeJson(item, `${path}.${key}`)}`,
  )
  return `{${members.join(',')}}`
}

/** One that reads as a BigInt again, and that 64 bits hold: others read it as a float. */
function isLargeInteger(value: bigint): boolean {
  const isSafe = Number.isSafeInteger(Number(value))
  return !isSafe && value >= -(2n ** 63n) && value < 2n ** 64n
}

function refused(path: string, what: string): ValueError {
  return new ValueError(
    'NOT_SERIALIZABLE',
    `${path.slice(0, 200)} is ${what}, ${NONE}. Export it as JSONL, which keeps every value.`,
  )
}
