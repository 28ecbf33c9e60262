import { isReplayError } from '../../errors.js'
import { chooseScorer, type ChosenScorer } from '../../similarity/choose-scorer.js'
import { compareValues, type SimilarityOutcome } from '../../similarity/compare-values.js'
import { GUARD_RULES } from '../../similarity/guard/guard-rules.js'
import { choiceProblem } from '../../similarity/scorer-choice.js'
import { formatPath } from '../../snapshot/field-path.js'
import { showJson } from '../../snapshot/show.js'
import { settleCheck } from './check-failed.js'
import type { ComparatorKind, ComparisonContext, Finding } from './comparison.js'
import { describeSimilarity } from './describe-similarity.js'

/**
 * Passes when every text in the field scores at least `minSimilarity` against the recorded one, the guard finds no
 * contradiction, and everything that is no text in sentences is the same.
 */
export const semanticSimilarity: ComparatorKind<'semanticSimilarity'> = {
  problem: ({ minSimilarity, scorer, guard }) =>
    shareProblem(minSimilarity) ?? choiceOf(scorer) ?? guardProblem(guard),
  isAbsolute: () => false,
  compare({ recorded, replayed }, rule, context) {
    const name = `semanticSimilarity(${rule.field})`
    const chosen = chooseScorer({
      rule: name,
      ofRule: rule.scorer,
      ofEngine: context.scorer,
      minSimilarity: rule.minSimilarity,
    })
    if (recorded === undefined || replayed === undefined) return oneSided(recorded, replayed)
    const { scorer, minSimilarity, otherwise } = chosen
    const terms = { scorer, minSimilarity, otherwise, guard: rule.guard ?? true, signal: context.signal }
    return settleCheck(
      name,
      () => compareValues(recorded, replayed, terms),
      (outcome) => judged(outcome, chosen, name, context),
      isReplayError,
    )
  },
}

function judged(
  outcome: SimilarityOutcome,
  { scorer: chosen, minSimilarity, warning, otherwise }: ChosenScorer,
  rule: string,
  { place, scores, warnings }: ComparisonContext,
): Finding | undefined {
  const { score, at, guard, failures, scorer, threshold } = outcome
  scores.push({ field: formatPath([...place, ...at]), score, threshold, scorer, guard })
  if (warning !== undefined) warnings.push(warning)
  if (outcome.isOtherwise && otherwise !== undefined)
    warnings.push(
      `${rule} was scored by ${otherwise.id}, which compares letters, not meaning, where ${chosen.id} does not read a text. If letters are meant, say so: { scorer: 'lexical' }, or name an embedder of that language`,
    )
  const [worst] = failures
  if (worst === undefined) return undefined
  const described = describeSimilarity(worst, { scorer: chosen.id, threshold: minSimilarity, guard })
  const more = failures.length - 1
  const others =
    more === 0 ? '' : `; and ${more} more ${more === 1 ? 'place' : 'places'} in ${formatPath(place)}`
  return { at: worst.at, ...described, message: described.message + others }
}

function oneSided(recorded: Parameters<typeof showJson>[0], replayed: typeof recorded): Finding {
  const [expected, actual] = [showJson(recorded), showJson(replayed)]
  return { expected, actual, message: `was ${expected}, is now ${actual}` }
}

function shareProblem(minSimilarity: unknown): string | undefined {
  const isShare = typeof minSimilarity === 'number' && minSimilarity >= 0 && minSimilarity <= 1
  return minSimilarity === undefined || isShare ? undefined : 'takes a minSimilarity from 0 to 1'
}

function choiceOf(scorer: unknown): string | undefined {
  const problem = choiceProblem(scorer)
  return problem === undefined ? undefined : `has a scorer that is none: it ${problem}`
}

function guardProblem(guard: unknown): string | undefined {
  if (guard === undefined || typeof guard === 'boolean') return undefined
  const known: readonly unknown[] = GUARD_RULES
  if (Array.isArray(guard) && guard.length > 0 && guard.every((rule) => known.includes(rule)))
    return undefined
  return `takes a guard of true, false, or a list of rules: ${GUARD_RULES.join(', ')}`
}
