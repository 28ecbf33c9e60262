import type { Attributes } from './any-value.js'

/** The value of the first of these keys that is there, taken away. */
export function take(attributes: Attributes, ...keys: readonly string[]): unknown {
  const key = keys.find((candidate) => attributes.has(candidate))
  if (key === undefined) return undefined
  const value = attributes.get(key)
  attributes.delete(key)
  return value
}

/** The same for a text that is not empty; anything else stays where it is. */
export function takeText(attributes: Attributes, ...keys: readonly string[]): string | undefined {
  const key = keys.find((candidate) => isText(attributes.get(candidate)))
  return key === undefined ? undefined : (take(attributes, key) as string)
}

/** The same for a count: a whole number from 0. */
export function takeCount(attributes: Attributes, ...keys: readonly string[]): number | undefined {
  const key = keys.find((candidate) => isCount(attributes.get(candidate)))
  return key === undefined ? undefined : (take(attributes, key) as number)
}

/** Gives a value to a key that has none. */
export function supply(attributes: Attributes, key: string, value: unknown): void {
  if (value !== undefined && !attributes.has(key)) attributes.set(key, value)
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== ''
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0
}
