import { setOwn } from '../../snapshot/plain-object.js'
import { printable } from '../printable.js'

/** Plain JSON with every text in it printable, names included. A report may come from a file that others wrote. */
export function printableJson<T>(value: T): T {
  return copied(value) as T
}

function copied(value: unknown): unknown {
  if (typeof value === 'string') return printable(value)
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(copied)
  const copy = {}
  for (const [name, member] of Object.entries(value)) setOwn(copy, printable(name), copied(member))
  return copy
}
