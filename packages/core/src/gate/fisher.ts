/** How many of how many trials matched. */
export interface Sample {
  readonly passed: number
  readonly total: number
}

/**
 * Fisher's exact test, one-sided: how probable it is that the head passes so seldom, or more seldom yet, if it is no
 * worse than the base and only chance tells the two apart. The sum of the hypergeometric probabilities
 * C(K, k)·C(N−K, n−k) / C(N, n) over k ≤ those that passed, of the 2×2 table with its margins fixed (R. A. Fisher,
 * "Statistical Methods for Research Workers", 5th ed., 1934, §21.02).
 *
 * @returns 0 to 1; the smaller, the surer it is that the head is worse.
 */
export function fisherExact(base: Sample, head: Sample): number {
  const all = base.total + head.total
  const passed = base.passed + head.passed
  const fewest = Math.max(0, head.total - (all - passed))
  let sum = 0
  for (let k = fewest; k <= head.passed; k++) {
    sum += Math.exp(choose(passed, k) + choose(all - passed, head.total - k) - choose(all, head.total))
  }
  return Math.min(1, sum)
}

/** ln C(n, k) */
function choose(n: number, k: number): number {
  return logFactorial(n) - logFactorial(k) - logFactorial(n - k)
}

const factorials = [0]

/** ln n! */
function logFactorial(n: number): number {
  for (let next = factorials.length; next <= n; next++) {
    factorials.push((factorials[next - 1] as number) + Math.log(next))
  }
  return factorials[n] as number
}
