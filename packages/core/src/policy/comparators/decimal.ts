import type { Amount } from './amount.js'

/** A number as it is written: `digits` × 10^-`places`. */
interface Decimal {
  readonly digits: bigint
  readonly places: number
}

/**
 * Whether `upper` ≤ `lower` + percent% of |r|, by the decimals that people write and read: of 0.3, 10 percent more is 0.33,
 * though the sum of the two binary numbers is less.
 */
export function isWithinPercent(lower: Amount, upper: Amount, r: Amount, percent: number): boolean {
  const [from = 0n, to = 0n, amount = 0n] = inOneUnit([lower, upper, r])
  const { digits, places } = decimalOf(percent)
  return (to - from) * 100n * 10n ** BigInt(places) <= (amount < 0n ? -amount : amount) * digits
}

/** Whether `upper` ≤ `lower` + `by`, in the same way: from 0.7 to 0.8 it is 0.1. */
export function isWithinAmount(lower: Amount, upper: Amount, by: number): boolean {
  const [from = 0n, to = 0n, most = 0n] = inOneUnit([lower, upper, by])
  return to - from <= most
}

/** Numbers as whole multiples of the smallest unit that one of them needs. */
function inOneUnit(amounts: readonly Amount[]): bigint[] {
  const decimals = amounts.map(decimalOf)
  const most = Math.max(...decimals.map(({ places }) => places))
  return decimals.map(({ digits, places }) => digits * 10n ** BigInt(most - places))
}

function decimalOf(amount: Amount): Decimal {
  if (typeof amount === 'bigint') return { digits: amount, places: 0 }
  const [mantissa = '0', exponent = '0'] = String(amount).split('e')
  const [whole = '0', fraction = ''] = mantissa.split('.')
  const digits = BigInt(whole + fraction)
  const places = fraction.length - Number(exponent)
  return places >= 0 ? { digits, places } : { digits: digits * 10n ** BigInt(-places), places: 0 }
}
