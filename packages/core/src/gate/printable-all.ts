import { printable } from '../reporting/printable.js'

/** Plain data with every text in it safe to print: a report may have been written by anybody. */
export function printableAll<T>(data: T): T {
  if (typeof data === 'string') return printable(data) as T
  if (Array.isArray(data)) return data.map((item: unknown) => printableAll(item)) as T
  if (typeof data !== 'object' || data === null) return data
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => [name, printableAll(value as unknown)]),
  ) as T
}
