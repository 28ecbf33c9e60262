import type { PercentRule } from '../rule.js'
import { amountsOf, isFinding, type Amount } from './amount.js'
import type { ComparatorKind } from './comparison.js'
import { isWithinAmount, isWithinPercent } from './decimal.js'

const SMALLEST_NORMAL = 2 ** -1022

/** Passes when a ≤ r + max(floor, percent% of |r|): the recorded amount counts, whatever its sign. */
export const maxIncreasePercent = maxChangePercent('maxIncreasePercent', (r, a) => [r, a])

/** Passes when a ≥ r − max(floor, percent% of |r|). */
export const maxDecreasePercent = maxChangePercent('maxDecreasePercent', (r, a) => [a, r])

function maxChangePercent<C extends PercentRule['comparator']>(
  comparator: C,
  /** The lower and the upper one of the two, where the number moved in the direction that is watched. */
  inDirection: (r: Amount, a: Amount) => [Amount, Amount],
): ComparatorKind<C> {
  const verb = comparator === 'maxIncreasePercent' ? 'rose' : 'fell'
  return {
    problem: ({ percent, floor = 0 }: PercentRule) =>
      ([percent, floor] as unknown[]).every((part) => Number.isFinite(part) && (part as number) >= 0)
        ? undefined
        : 'takes a percentage and a floor, both finite numbers of 0 or more',
    isAbsolute: () => false,
    compare(comparison, { percent, floor = 0 }: PercentRule) {
      const amounts = amountsOf(comparison)
      if (isFinding(amounts)) return amounts
      const { r, a } = amounts
      const [lower, upper] = inDirection(r, a)
      if (isWithin(lower, upper, r, percent, floor)) return undefined
      const score = changePercent(r, a)
      const by = score === undefined ? '' : ` by ${round(Math.abs(score))}%`
      const orFloor = floor > 0 ? ` or ${floor}` : ''
      return {
        expected: `${verb === 'rose' ? 'an increase' : 'a decrease'} of at most ${percent}%${orFloor}`,
        actual: String(a),
        message: `${verb}${by}, from ${r} to ${a}; at most ${percent}%${orFloor} is allowed`,
        ...(score === undefined ? {} : { score: Math.abs(score) }),
        threshold: percent,
      }
    },
  }
}

/** Whether `upper` ≤ `lower` + max(floor, percent% of |r|), as computers count or as people write it. */
function isWithin(lower: Amount, upper: Amount, r: Amount, percent: number, floor: number): boolean {
  if (typeof lower === 'number' && typeof upper === 'number' && !isSubnormal(Number(r))) {
    if (upper <= lower + Math.max(floor, percentOf(Math.abs(Number(r)), percent))) return true
  }
  return isWithinAmount(lower, upper, floor) || isWithinPercent(lower, upper, r, percent)
}

/** A share of numbers as small as these is rounded by as much as themselves. */
function isSubnormal(amount: number): boolean {
  return amount !== 0 && Math.abs(amount) < SMALLEST_NORMAL
}

/** Multiplied first, which is exact for whole numbers, unless the product is too large. */
function percentOf(amount: number, percent: number): number {
  const product = amount * percent
  return Number.isFinite(product) ? product / 100 : amount * (percent / 100)
}

/** Undefined from 0: no percentage says how far that is. */
function changePercent(r: Amount, a: Amount): number | undefined {
  const [from, to] = [Number(r), Number(a)]
  return from === 0 ? undefined : ((to - from) / Math.abs(from)) * 100
}

function round(percent: number): number {
  return Number(percent.toPrecision(3))
}
