import { inspect } from 'node:util'
import { UsageError } from '../../errors.js'

/**
 * Adds the threshold that was given. Where none was and none is known, reading it is an error: one that is made up would
 * pass too much or too little.
 *
 * @param made what made the scorer, such as `fromFunction()`.
 * @throws UsageError `INVALID_OPTION` for one that is not from 0 to 1.
 */
export function withThreshold<T extends { readonly id: string }>(
  scorer: T,
  given: unknown,
  made: string,
): T & { readonly defaultMinSimilarity: number } {
  if (given !== undefined && !(typeof given === 'number' && given >= 0 && given <= 1)) {
    throw new UsageError(
      'INVALID_OPTION',
      `defaultMinSimilarity of ${made} must be a number from 0 to 1, it is ${inspect(given)}.`,
    )
  }
  return Object.defineProperty(scorer, 'defaultMinSimilarity', {
    // So that a copy of the object does not read it.
    enumerable: given !== undefined,
    get: () => given ?? noThreshold(scorer.id, made),
  }) as T & { readonly defaultMinSimilarity: number }
}

function noThreshold(id: string, made: string): never {
  throw new UsageError(
    'INVALID_OPTION',
    `From which score on two texts are alike is not known for ${JSON.stringify(id)}: every model has a threshold of its own. Give the rule a minSimilarity, or ${made} a defaultMinSimilarity.`,
  )
}
