import { UsageError } from '../errors.js'
import { processSettings } from '../process-settings.js'
import type { Embedder } from './embedder.js'
import type { SimilarityScorer } from './scorer.js'

/**
 * Which scorer judges: `lexical` (built in, compares letters), `local` (of the package `@retrial/embedder-local`), or an
 * object of your own: a scorer, or an embedder, which is scored by cosine.
 */
export type ScorerChoice = 'lexical' | 'local' | SimilarityScorer | Embedder

const TAKES = "takes 'lexical', 'local', or an object with an id and a method score() or embed()"

/** What is wrong with a choice, in words that go on from "it"; undefined where nothing is, or none was made. */
export function choiceProblem(choice: unknown): string | undefined {
  if (choice === undefined || choice === 'lexical' || choice === 'local') return undefined
  if (typeof choice !== 'object' || choice === null) return TAKES
  const { id, score, embed } = choice as Record<string, unknown>
  const isOne =
    typeof id === 'string' && id !== '' && [score, embed].some((method) => typeof method === 'function')
  return isOne ? undefined : TAKES
}

/** @throws UsageError `INVALID_OPTION` for what is no scorer. */
export function checkScorerChoice(choice: unknown, of: string): void {
  const problem = choiceProblem(choice)
  if (problem !== undefined) throw new UsageError('INVALID_OPTION', `scorer of ${of} ${problem}.`)
}

const SLOT = Symbol.for('@retrial/core.scorer')
const host = globalThis as { [SLOT]?: ScorerChoice | undefined }

/**
 * Sets which scorer judges where neither the rule nor the engine names one.
 *
 * @throws UsageError `INVALID_OPTION`
 */
export function setScorer(choice: ScorerChoice): void {
  checkScorerChoice(choice, 'configure()')
  host[SLOT] = choice
}

/** The scorer of this process, where one was set. */
export function scorerOfProcess(): ScorerChoice | undefined {
  return host[SLOT] ?? processSettings().scorer
}
