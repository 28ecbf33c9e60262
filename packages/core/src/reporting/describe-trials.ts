import type { ReplayResult } from '../replay/types.js'

/** `3 of 5 trials matched (95% interval of the rate: 23% to 89%)`, or nothing where there was one. */
export function describeTrials({ trials }: { readonly trials?: ReplayResult['trials'] }): string[] {
  if (trials === undefined) return []
  const { passed, total, interval } = trials
  // Outwards: so few trials tell no more than that.
  const [low, high] = [Math.floor(interval[0] * 100), Math.ceil(interval[1] * 100)]
  return [`${passed} of ${total} trials matched (95% interval of the rate: ${low}% to ${high}%)`]
}
