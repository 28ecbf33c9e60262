import type { HttpTapName } from './decision/definition.js'
import { setHttpTaps } from './effects/http/http-taps.js'
import { setVolatile } from './effects/volatile.js'
import { checkVolatile } from './decision/volatile-paths.js'
import { checkHttpTaps } from './known-options.js'
import { checkLimits, setLimits, type Limits } from './limits.js'
import { checkOptionNames } from './option-names.js'
import { checkRedaction, type RedactionSettings } from './snapshot/redaction/rules.js'
import type { MoreWords } from './similarity/guard/words/merge-word-lists.js'
import { checkGuardWords, setGuardWords } from './similarity/guard-words.js'
import { checkScorerChoice, setScorer, type ScorerChoice } from './similarity/scorer-choice.js'
import { setRedaction } from './snapshot/redaction/settings.js'

/** Settings of a process. */
export interface Settings {
  /** Caps on what is recorded and shown. Those not named keep their default. */
  readonly limits?: Partial<Limits>
  /** What is taken out of recordings beside credentials; false switches redaction off. */
  readonly redaction?: RedactionSettings | false
  /**
   * Fields of requests and of the arguments of wrapped calls that take no part in matching, for every decision beside
   * those of its own option: `request.body.user`, `request.query.ts`, `args[0].requestId`.
   */
  readonly volatile?: readonly string[]
  /** Which HTTP clients are taped where a decision does not say: `['undici']`, or `['undici', 'node']` for all. */
  readonly http?: readonly HttpTapName[]
  /**
   * Scores texts for rules of `semanticSimilarity` where neither the rule nor the engine names a scorer: `lexical`,
   * `local`, or a scorer or an embedder of your own.
   */
  readonly scorer?: ScorerChoice
  /** Words that the guard of `semanticSimilarity` knows beside its own: of a trade, or of another language. */
  readonly words?: readonly MoreWords[]
}

/**
 * Sets limits, redaction, taps, volatile fields, the scorer and its words for this process; in a test run, call it in a setup file
 * of the runner. A group that is given takes the place of what was set before, a group that is not given stays. Where
 * one is refused, none is set.
 *
 * @throws UsageError `INVALID_OPTION` naming the setting.
 */
export function configure(settings: Settings): void {
  checkOptionNames(settings, ['limits', 'redaction', 'http', 'volatile', 'scorer', 'words'], 'configure()')
  const { limits, redaction, http, volatile, scorer, words } = settings
  // All of them are looked at before the first one is set: a setting that is refused leaves everything as it was.
  if (limits !== undefined) checkLimits(limits)
  if (redaction !== undefined && redaction !== false) checkRedaction(redaction, 'redaction', ['allow'])
  checkHttpTaps(http, 'configure()')
  if (volatile !== undefined) checkVolatile(volatile, 'configure()')
  if (scorer !== undefined) checkScorerChoice(scorer, 'configure()')
  if (words !== undefined) checkGuardWords(words, 'configure()')
  if (limits !== undefined) setLimits(limits)
  if (redaction !== undefined) setRedaction(redaction)
  if (http !== undefined) setHttpTaps(http)
  if (volatile !== undefined) setVolatile(volatile)
  if (scorer !== undefined) setScorer(scorer)
  if (words !== undefined) setGuardWords(words)
}
