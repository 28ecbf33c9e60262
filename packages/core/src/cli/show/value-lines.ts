import { printable } from '../../reporting/printable.js'
import { encode } from '../../snapshot/encode.js'

/** A value as a person reads it, a line each, behind a bar: text as text, all else as JSON. */
export function valueLines(value: unknown): string[] {
  const text = typeof value === 'string' ? value : JSON.stringify(encode(value), undefined, 2)
  return text.split(/\r\n|\r|\n/).map((line) => `    | ${printable(line)}`)
}
