/**
 * Spearman's correlation of two lists, by rank: 1 where both put everything in the same order, 0 where the one says
 * nothing of the other. Equal values share the middle of their ranks. NaN where all values of a list are equal.
 */
export function rankCorrelation(xs: readonly number[], ys: readonly number[]): number {
  const [a, b] = [centred(ranksOf(xs)), centred(ranksOf(ys))]
  const dot = (one: readonly number[], other: readonly number[]): number =>
    one.reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0)
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b))
}

function ranksOf(values: readonly number[]): number[] {
  const order = [...values.entries()].sort(([, a], [, b]) => a - b)
  const ranks = values.map(() => 0)
  for (let from = 0; from < order.length;) {
    let to = from + 1
    while (order[to]?.[1] === order[from]?.[1] && to < order.length) to++
    for (const [index] of order.slice(from, to)) ranks[index] = (from + to - 1) / 2
    from = to
  }
  return ranks
}

function centred(values: readonly number[]): number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return values.map((value) => value - mean)
}
