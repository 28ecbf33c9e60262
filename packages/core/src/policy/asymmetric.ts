import { inspect } from 'node:util'
import { LIMITS } from '../limits.js'
import { isPlainObject, setOwn } from '../snapshot/plain-object.js'

/** A matcher of a runner, such as `expect.any(String)` or `expect.stringMatching(/^req_/)`. */
export interface AsymmetricMatcher {
  readonly asymmetricMatch: (value: unknown) => unknown
}

/** By its method: each runner, and each copy of one, has classes of its own. */
export function isMatcher(value: unknown): value is AsymmetricMatcher {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as Partial<AsymmetricMatcher>).asymmetricMatch === 'function'
  )
}

/** Whether a matcher stands anywhere in a value. */
export function holdsMatcher(value: unknown): boolean {
  const seen = new Set<object>()
  const open = [value]
  while (open.length > 0) {
    const one = open.pop()
    if (isMatcher(one)) return true
    if (typeof one !== 'object' || one === null || seen.has(one)) continue
    seen.add(one)
    open.push(...membersOf(one))
  }
  return false
}

/** As the runners print it: `Any<String>`, `StringMatching /^req_/`. */
export function showMatcher(matcher: AsymmetricMatcher): string {
  const { toAsymmetricMatcher, sample } = matcher as { toAsymmetricMatcher?: unknown; sample?: unknown }
  if (typeof toAsymmetricMatcher === 'function') return String(toAsymmetricMatcher.call(matcher))
  if (!hasName(matcher)) return 'what its matcher accepts'
  const shown = inspect(withoutMatchers(sample), { depth: Infinity, breakLength: Infinity, sorted: true })
  return sample === undefined ? textOf(matcher) : `${textOf(matcher)} ${shown}`
}

/** Whether it prints as something of its own. One made by hand does not. */
export function hasName(matcher: AsymmetricMatcher): boolean {
  return 'toAsymmetricMatcher' in matcher || textOf(matcher) !== '[object Object]'
}

function textOf(matcher: { toString(): string }): string {
  return matcher.toString()
}

/** A copy of a value with texts in the place of its matchers. */
export function withoutMatchers(value: unknown, depth = 0): unknown {
  if (isMatcher(value)) return showMatcher(value)
  // What is nested deeper is refused by whoever reads this; so is a cycle.
  if (typeof value !== 'object' || value === null || depth > LIMITS.valueDepth) return value
  const inner = (item: unknown): unknown => withoutMatchers(item, depth + 1)
  if (Array.isArray(value)) return value.map(inner)
  if (value instanceof Map) return new Map([...value].map(([key, item]) => [key, inner(item)]))
  if (value instanceof Set) return new Set([...value].map(inner))
  if (!isPlainObject(value)) return value
  const copy: Record<string, unknown> = {}
  for (const [key, item] of Object.entries(value)) setOwn(copy, key, inner(item))
  return copy
}

function membersOf(value: object): unknown[] {
  if (Array.isArray(value)) return value
  if (value instanceof Map || value instanceof Set) return [...value.values()]
  return isPlainObject(value) ? Object.values(value) : []
}
