import type { Usage } from '../snapshot/types.js'

/**
 * The tokens of one exchange, from what its messages counted: later ones of a stream hold the newer counts.
 *
 * @returns undefined where none was counted, which is not the same as zero.
 */
export function exchangeUsage(counted: readonly Partial<Usage>[]): Usage | undefined {
  const merged = Object.assign({}, ...counted) as Partial<Usage>
  const { inputTokens = 0, outputTokens = 0, totalTokens, ...rest } = merged
  if (Object.keys(merged).length === 0) return undefined
  return { inputTokens, outputTokens, totalTokens: totalTokens ?? inputTokens + outputTokens, ...rest }
}

/**
 * The tokens of several exchanges. What some of them read from a cache is what those that spoke of it read; a cost
 * that some of them did not give is not known.
 */
export function addUsage(sum: Usage | undefined, usage: Usage): Usage {
  if (sum === undefined) return usage
  const cached = [sum, usage].flatMap(({ cachedInputTokens }) => cachedInputTokens ?? [])
  return {
    inputTokens: sum.inputTokens + usage.inputTokens,
    outputTokens: sum.outputTokens + usage.outputTokens,
    totalTokens: sum.totalTokens + usage.totalTokens,
    ...(cached.length === 0 ? {} : { cachedInputTokens: cached.reduce((total, count) => total + count) }),
    ...(sum.cost === undefined || usage.cost === undefined ? {} : { cost: sum.cost + usage.cost }),
  }
}
