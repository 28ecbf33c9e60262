import type { Step } from '../snapshot/field-path.js'
import type { JsonValue } from '../snapshot/types.js'
import { isThenable } from '../when-all.js'
import { alignSentences } from './align-sentences.js'
import type { Contradiction } from './guard/contradictions.js'
import type { GuardRule } from './guard/guard-rules.js'
import type { JudgedPair } from './judge-pair.js'
import { judgePairs } from './judge-pairs.js'
import { scorePairs } from './score-pairs.js'
import type { SimilarityScorer } from './scorer.js'
import { sentencesOf } from './sentences.js'
import { unlikeLeaves, type Difference, type ProseLeaf } from './unlike-leaves.js'

/** How two values are compared. */
export interface SimilarityTerms {
  readonly scorer: SimilarityScorer
  readonly minSimilarity: number
  /** Judges texts that the scorer cannot read, by its own threshold. Default: they fail as `unreadable`. */
  readonly otherwise?: SimilarityScorer | undefined
  /** Which contradictions are looked for: all, none, or those of some rules. */
  readonly guard: boolean | readonly GuardRule[]
  readonly signal?: AbortSignal | undefined
}

/** How alike two values are: as much as the place at which they are least so. */
export interface SimilarityOutcome {
  /** That of the worst leaf; 1 where nothing had to be scored, 0 where something differs that is no prose. */
  readonly score: number
  /** Where that leaf is, from the value on. */
  readonly at: readonly Step[]
  readonly guard: GuardState
  /** Who scored that leaf, and the threshold it has to reach. */
  readonly scorer: string
  readonly threshold: number
  /** Whether texts were judged by `otherwise`. */
  readonly isOtherwise: boolean
  /** What fails, the worst first. Empty where the values are alike. */
  readonly failures: readonly SimilarityFailure[]
}

/**
 * `partial`: some rules were left out by the policy, or a text was in a language for which there are no lists of words,
 * so that only the rules without words ran.
 */
export type GuardState = 'full' | 'partial' | 'off'

export type SimilarityFailure = NotAlike | ({ readonly kind: 'different' } & Difference) | NotCompared

/** A text that scores too low, or contradicts the other. */
export interface NotAlike {
  readonly kind: 'not-alike'
  readonly at: readonly Step[]
  readonly score: number
  /** Who scored it, and the threshold it has to reach. */
  readonly scorer: string
  readonly threshold: number
  /** The sentences that are meant. */
  readonly recorded: string
  readonly replayed: string
  /** Whether they are only a part of the text. */
  readonly isPart: boolean
  readonly contradictions: readonly Contradiction[]
}

/** A text about which nothing can be said: it has too many changed sentences, or the scorer cannot read it. */
export interface NotCompared {
  readonly kind: 'too-long' | 'unreadable'
  readonly at: readonly Step[]
  readonly recorded: string
  readonly replayed: string
}

interface JudgedLeaf {
  readonly leaf: ProseLeaf
  readonly isPart: boolean
  readonly pairs: readonly JudgedPair[]
  readonly terms: Judge
}

/**
 * Compares two encoded values leaf by leaf. Where something differs that is no prose, nothing is scored and no model is
 * loaded; else all changed sentences of all leaves go to the scorer at once.
 *
 * @returns a promise only where the scorer gives one.
 * @throws TypeError for scores that are none, and whatever the scorer throws.
 */
export function compareValues(
  recorded: JsonValue,
  replayed: JsonValue,
  terms: SimilarityTerms,
): SimilarityOutcome | Promise<SimilarityOutcome> {
  const { differences, prose } = unlikeLeaves(recorded, replayed)
  const guard = terms.guard === false ? 'off' : terms.guard === true ? 'full' : 'partial'
  const [first] = differences
  if (first !== undefined) {
    const failures = differences.map((difference) => ({ kind: 'different' as const, ...difference }))
    const { scorer, minSimilarity } = terms
    return {
      score: 0,
      at: first.at,
      guard,
      failures,
      scorer: scorer.id,
      threshold: minSimilarity,
      isOtherwise: false,
    }
  }
  const leaves = prose.map((leaf) => judgedLeaf(leaf, terms))
  const notCompared = leaves.filter((leaf): leaf is NotCompared => 'kind' in leaf)
  const judged = leaves.filter((leaf): leaf is JudgedLeaf => !('kind' in leaf))
  const scorers = [...new Set(judged.map(({ terms: { scorer } }) => scorer))]
  const scores = scorers.map((scorer) => {
    const own = judged.filter((leaf) => leaf.terms.scorer === scorer)
    return scorePairs(
      own.flatMap(({ pairs }) => pairs.filter(isScored)),
      { scorer, signal: terms.signal },
    )
  })
  return scores.some(isThenable)
    ? Promise.all(scores.map((one) => Promise.resolve(one))).then(outcome)
    : outcome(scores as ScoreOf[])

  function outcome(scoresOf: readonly ScoreOf[]): SimilarityOutcome {
    const scored = judged
      .map((leaf) => worstOf(leaf, scoresOf[scorers.indexOf(leaf.terms.scorer)] as ScoreOf))
      .sort((a, b) => margin(a) - margin(b))
    const failing = scored.filter((leaf) => leaf.contradictions.length > 0 || margin(leaf) < -SLACK)
    const failures = [...notCompared, ...failing.sort((a, b) => rank(a) - rank(b))]
    const { score, at, ...judge } = scored[0] ?? {
      score: 1,
      at: [],
      scorer: terms.scorer.id,
      threshold: terms.minSimilarity,
    }
    const isPartial = judged.some(({ pairs }) => pairs.some(({ language }) => language === 'unknown'))
    return {
      score: notCompared.length > 0 ? 0 : score,
      at: failures[0]?.at ?? at,
      guard: guard === 'full' && isPartial ? 'partial' : guard,
      failures,
      scorer: judge.scorer,
      threshold: judge.threshold,
      isOtherwise: scorers.some((scorer) => scorer !== terms.scorer),
    }
  }
}

/** The cosine of two vectors of single precision is not exact. */
const SLACK = 1e-9

type ScoreOf = (pair: JudgedPair) => number

/** How far a score is above its threshold. */
function margin({ score, threshold }: NotAlike): number {
  return score - threshold
}

/** What says most comes first: a contradiction, then the lowest score. */
function rank(leaf: NotAlike): number {
  return leaf.contradictions.length > 0 ? margin(leaf) - 2 : margin(leaf)
}

function judgedLeaf(leaf: ProseLeaf, terms: SimilarityTerms): JudgedLeaf | NotCompared {
  const [was, is] = [sentencesOf(leaf.recorded), sentencesOf(leaf.replayed)]
  const aligned = alignSentences(was, is)
  if (aligned === undefined) return { kind: 'too-long', ...leaf }
  const pairs = judgePairs(aligned, terms.guard, leaf)
  const scored = pairs.filter(isScored)
  const reads = ({ scorer }: Judge): boolean => scored.every((pair) => readable(pair, scorer))
  const judge = judgesOf(terms).find(reads)
  if (judge !== undefined) return { leaf, pairs, isPart: was.length > 1 || is.length > 1, terms: judge }
  const unreadable = scored.find((pair) => !readable(pair, terms.scorer))
  return { kind: 'unreadable', ...leaf, ...unreadable, at: leaf.at }
}

type Judge = Pick<SimilarityTerms, 'scorer' | 'minSimilarity'>

/** The scorer, and the one for what it cannot read. */
function judgesOf({ scorer, minSimilarity, otherwise }: SimilarityTerms): Judge[] {
  const second = otherwise && { scorer: otherwise, minSimilarity: otherwise.defaultMinSimilarity }
  return [{ scorer, minSimilarity }, ...(second ? [second] : [])]
}

function isScored({ score }: JudgedPair): boolean {
  return score === undefined
}

function readable({ recorded, replayed }: JudgedPair, scorer: SimilarityScorer): boolean {
  return [recorded, replayed].every((text) => scorer.supports?.(text) ?? true)
}

/** A leaf as its worst sentence: one that contradicts, else the one that scores least. */
function worstOf({ leaf: { at }, pairs, isPart, terms }: JudgedLeaf, scoreOf: ScoreOf): NotAlike {
  const scored = pairs.map((pair) => ({ pair, score: scoreOf(pair) })).sort((a, b) => a.score - b.score)
  const contradictions = pairs.flatMap((pair) => pair.contradictions)
  const worst = scored.find(({ pair }) => pair.contradictions.length > 0) ?? scored[0]
  return {
    kind: 'not-alike',
    at,
    score: scored[0]?.score ?? 1,
    scorer: terms.scorer.id,
    threshold: terms.minSimilarity,
    recorded: worst?.pair.recorded ?? '',
    replayed: worst?.pair.replayed ?? '',
    isPart,
    contradictions,
  }
}
