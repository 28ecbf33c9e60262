import type { RangeRule } from '../rule.js'
import { showJson } from '../../snapshot/show.js'
import { amountOf, amountsOf, isFinding, notANumber, type Amount } from './amount.js'
import type { ComparatorKind, Finding } from './comparison.js'
import { isWithinAmount } from './decimal.js'

/** Passes when the number lies between `min` and `max`, or within `delta` of the recorded one, bounds included. */
export const withinRange: ComparatorKind<'withinRange'> = {
  problem({ min, max, delta }) {
    const bounds = [min, max, delta].filter((bound) => bound !== undefined)
    if (bounds.length === 0) return 'takes { min, max }, one of them, or { delta }'
    if (delta !== undefined && bounds.length > 1) return 'takes either { min, max } or { delta }, not both'
    if (!bounds.every(Number.isFinite)) return 'takes finite numbers'
    if (delta !== undefined && delta < 0) return 'takes a delta of 0 or more'
    if (min !== undefined && max !== undefined && min > max) return 'takes a min that is not above max'
    return undefined
  },
  isAbsolute: ({ delta }) => delta === undefined,
  compare(comparison, rule) {
    const { delta } = rule
    if (delta !== undefined) return withinDelta(amountsOf(comparison), delta)
    const amount = amountOf(comparison.replayed)
    if (amount === undefined) return notANumber(comparison.replayed, 'is now')
    if (amount >= (rule.min ?? -Infinity) && amount <= (rule.max ?? Infinity)) return undefined
    const expected = bounds(rule)
    const actual = showJson(comparison.replayed)
    return { expected, actual, message: `must be ${expected}, is now ${actual}` }
  },
}

function withinDelta(amounts: { r: Amount; a: Amount } | Finding, delta: number): Finding | undefined {
  if (isFinding(amounts)) return amounts
  const { r, a } = amounts
  if (isNear(r, a, delta)) return undefined
  return {
    expected: `within ${delta} of ${r}`,
    actual: String(a),
    message: `must stay within ${delta} of ${r}, is now ${a}`,
    score: Math.abs(Number(a) - Number(r)),
    threshold: delta,
  }
}

/** As computers count or as people write it: 0.8 is within 0.1 of 0.7, though the difference of the two is more. */
function isNear(r: Amount, a: Amount, delta: number): boolean {
  if (typeof r === 'number' && typeof a === 'number' && Math.abs(a - r) <= delta) return true
  return r < a ? isWithinAmount(r, a, delta) : isWithinAmount(a, r, delta)
}

function bounds({ min, max }: RangeRule): string {
  if (min === undefined) return `at most ${max ?? Infinity}`
  return max === undefined ? `at least ${min}` : `between ${min} and ${max}`
}
