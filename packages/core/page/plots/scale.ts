/** Places on an axis: pixels by value. */
export type Scale = (value: number) => number

/** Equal steps for equal factors. Values below the first of the domain stand at it. */
export function logScale(
  [low, high]: readonly [number, number],
  [start, end]: readonly [number, number],
): Scale {
  const span = Math.log(high / low) || 1
  return (value) => start + (Math.log(Math.max(value, low) / low) / span) * (end - start)
}

export function linearScale(
  [low, high]: readonly [number, number],
  [start, end]: readonly [number, number],
): Scale {
  const span = high - low || 1
  return (value) => start + ((value - low) / span) * (end - start)
}

/** Powers of ten around all of some values, at least from `least`. */
export function decades(
  values: readonly number[],
  least: number,
): { domain: [number, number]; ticks: number[] } {
  let [low, high] = [Infinity, least]
  for (const value of values) {
    low = Math.min(low, Math.max(value, least))
    high = Math.max(high, value)
  }
  const from = Math.floor(Math.log10(Math.min(low, high)))
  const to = Math.max(from + 1, Math.ceil(Math.log10(high)))
  const ticks = Array.from({ length: to - from + 1 }, (_, index) => 10 ** (from + index))
  return { domain: [10 ** from, 10 ** to], ticks }
}
