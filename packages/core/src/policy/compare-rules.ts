import { canonicalJson } from '../snapshot/canonical.js'
import type { JsonValue } from '../snapshot/types.js'
import type { RuleData } from './data/policy-data.js'

/**
 * Settings of which a larger value allows more, and of which a smaller one does; absent ones count as these. What
 * `minSimilarity` is where it is absent, its scorer knows.
 */
const ALLOWS_MORE: Readonly<Record<string, { readonly larger: boolean; readonly absent?: number }>> = {
  percent: { larger: true, absent: 0 },
  floor: { larger: true, absent: 0 },
  delta: { larger: true, absent: Infinity },
  max: { larger: true, absent: Infinity },
  min: { larger: false, absent: -Infinity },
  minSimilarity: { larger: false },
}

/** What `guard` is by default: all rules. */
const ALL_RULES = true

/** What became of a rule. `changed`: its settings moved both ways, or are no numbers. */
export type RuleMove = 'kept' | 'loosened' | 'tightened' | 'changed'

/** Whether a rule allows more or less than it did. */
export function direction(before: RuleData, after: RuleData): RuleMove {
  const settings = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  const moves = settings.map((name) => move(name, before, after)).filter((moved) => moved !== 'kept')
  const [first = 'kept'] = moves
  return moves.every((moved) => moved === first) ? first : 'changed'
}

function move(name: string, before: RuleData, after: RuleData): RuleMove {
  const [was, is] = [before, after].map((rule) => (rule as unknown as Record<string, unknown>)[name])
  if (name === 'guard') return guardMove(was ?? ALL_RULES, is ?? ALL_RULES)
  const order = ALLOWS_MORE[name]
  if (order === undefined) return textOf(name, was) === textOf(name, is) ? 'kept' : 'changed'
  const [from, to] = [was, is].map((value) => (value === undefined ? order.absent : Number(value)))
  if (from === undefined || to === undefined) return from === to ? 'kept' : 'changed'
  if (from === to) return 'kept'
  return to > from === order.larger ? 'loosened' : 'tightened'
}

/** The same for settings that say the same: keys and flags may stand in any order. */
function textOf(name: string, setting: unknown): string | undefined {
  if (name === 'flags' && typeof setting === 'string') return Array.from(setting).sort().join('')
  return setting === undefined ? undefined : canonicalJson(setting as JsonValue)
}

/** The more rules look for contradictions, the less is allowed. */
function guardMove(was: unknown, is: unknown): RuleMove {
  const [fewer, more] = [isWithin(is, was), isWithin(was, is)]
  if (fewer && more) return 'kept'
  return fewer ? 'loosened' : more ? 'tightened' : 'changed'
}

/** Whether every rule of one guard is one of the other's. */
function isWithin(one: unknown, other: unknown): boolean {
  if (one === false || other === true) return true
  return Array.isArray(one) && Array.isArray(other) && one.every((rule) => other.includes(rule))
}
