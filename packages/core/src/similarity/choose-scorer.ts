import { PolicyError, UsageError } from '../errors.js'
import { embeddingScorer } from './embedding-scorer.js'
import { lexicalScorer } from './lexical-scorer.js'
import { INSTALL_LOCAL, LOCAL_PACKAGE, localScorer } from './local-scorer.js'
import type { SimilarityScorer } from './scorer.js'
import { scorerOfProcess, type ScorerChoice } from './scorer-choice.js'

/** What judges, by which threshold, and what has to be said about it. */
export interface ChosenScorer {
  readonly scorer: SimilarityScorer
  readonly minSimilarity: number
  /** Judges, by its own threshold, the texts that the scorer cannot read. */
  readonly otherwise?: SimilarityScorer
  readonly warning?: string
}

/** What may name a scorer and a threshold: the rule, else the engine, else the process. */
export interface ScorerWish {
  /** The rule, for messages: `semanticSimilarity(output.reply)`. */
  readonly rule: string
  readonly ofRule?: ScorerChoice | undefined
  readonly ofEngine?: ScorerChoice | undefined
  readonly minSimilarity?: number | undefined
}

/**
 * The scorer that is meant. Where nobody names one it is `local`. Where that is not installed, letters are compared
 * instead, by their own threshold and with a warning; a threshold that the rule gives was not written for them. The
 * same holds for texts that `local` cannot read, such as German ones.
 *
 * @throws PolicyError `SCORER_MISSING` naming the command that mends it; UsageError `INVALID_OPTION` for a scorer without
 * a threshold where the rule has none either.
 */
export function chooseScorer({ rule, ofRule, ofEngine, minSimilarity }: ScorerWish): ChosenScorer {
  const named = ofRule ?? ofEngine ?? scorerOfProcess()
  const isLocal = named === undefined || named === 'local'
  const scorer = isLocal ? localScorer() : scorerOf(named)
  if (scorer !== undefined) {
    const chosen = { scorer, minSimilarity: minSimilarity ?? ownThreshold(rule, scorer) }
    return isLocal && minSimilarity === undefined ? { ...chosen, otherwise: lexicalScorer } : chosen
  }
  if (named !== undefined) throw missing(rule, "the scorer 'local' is that of", "or name another: 'lexical'")
  if (minSimilarity !== undefined) {
    throw missing(
      rule,
      `minSimilarity ${minSimilarity} is for the scorer of`,
      "or name the scorer that it is for: { scorer: 'lexical' }",
    )
  }
  return {
    scorer: lexicalScorer,
    minSimilarity: lexicalScorer.defaultMinSimilarity,
    warning: `${rule} was scored by ${lexicalScorer.id}, which compares letters, not meaning: ${LOCAL_PACKAGE} is not installed (${INSTALL_LOCAL}). If letters are meant, say so: { scorer: 'lexical' }`,
  }
}

/** One scorer for each embedder, so that what it keeps is kept. */
const ofEmbedders = new WeakMap<object, SimilarityScorer>()

function scorerOf(choice: Exclude<ScorerChoice, 'local'>): SimilarityScorer {
  if (choice === 'lexical') return lexicalScorer
  if ('score' in choice) return choice
  const known = ofEmbedders.get(choice) ?? embeddingScorer(choice)
  ofEmbedders.set(choice, known)
  return known
}

/** A model may not say how near is near enough. */
function ownThreshold(rule: string, { id, defaultMinSimilarity }: SimilarityScorer): number {
  if (defaultMinSimilarity >= 0 && defaultMinSimilarity <= 1) return defaultMinSimilarity
  throw new UsageError(
    'INVALID_OPTION',
    `${rule}: the scorer ${id} has no defaultMinSimilarity from 0 to 1. Give the rule a minSimilarity.`,
  )
}

function missing(rule: string, what: string, instead: string): PolicyError {
  return new PolicyError(
    'SCORER_MISSING',
    `${rule}: ${what} ${LOCAL_PACKAGE}, which is not installed. Install it: ${INSTALL_LOCAL}; ${instead}.`,
  )
}
