import { abbreviate } from './abbreviate.js'
import { align } from './align.js'
import { analyse } from './analyse.js'
import { GUARD_RULES, type GuardRule } from './guard-rules.js'
import { itemsOf, shareOf } from './items.js'
import { languageOf } from './language.js'
import type { Pair, Rule } from './pair.js'
import { alternatives } from './rules/alternatives.js'
import { content } from './rules/content.js'
import { dates } from './rules/dates.js'
import { modality } from './rules/modality.js'
import { names } from './rules/names.js'
import { negation } from './rules/negation.js'
import { numbers, units } from './rules/numbers.js'
import { ordinals } from './rules/ordinals.js'
import { polarity } from './rules/polarity.js'
import { quantifiers } from './rules/quantifiers.js'
import { refusal } from './rules/refusal.js'
import { roles } from './rules/roles.js'
import { scope } from './rules/scope.js'
import { sequence } from './rules/sequence.js'
import { wording } from './rules/wording.js'
import { wordLists, type WordList } from './words/index.js'
import { lookup } from './words/lookup.js'
import { mergeWordLists, type MoreWords } from './words/merge-word-lists.js'

const RULES: Readonly<Record<GuardRule, Rule>> = {
  ...{ numbers, units, dates, ordinals, negation, polarity, alternatives, quantifiers, modality, scope },
  ...{ names, roles, sequence, wording, content, refusal },
}

export interface Contradiction {
  readonly rule: GuardRule
  /** The words at fault, short; empty where that text has none. */
  readonly recorded: string
  readonly replayed: string
}

export interface GuardReport {
  readonly contradictions: readonly Contradiction[]
  /** Such as `en`; undefined where no word list fits, so that only what needs no words was compared. */
  readonly language: string | undefined
}

export interface GuardOptions {
  /** Those that are to run. Default: all. */
  readonly rules?: readonly GuardRule[]
  /** Words of your own, added to those of their language. Give the same array each time: it is prepared once. */
  readonly words?: readonly MoreWords[]
}

const NO_WORDS: readonly MoreWords[] = []
/** Characters of what is told of one text in one contradiction. */
const SHOWN = 80

/**
 * Finds what two texts that claim to say the same contradict each other in: numbers, negations, opposites, names, terms.
 * Made for a sentence or a few; takes time in proportion to the texts, and never throws.
 *
 * @returns nothing to object to where both are equal.
 */
export function findContradictions(
  recorded: string,
  replayed: string,
  options: GuardOptions | readonly GuardRule[] = {},
): GuardReport {
  const { rules = GUARD_RULES, words: more = NO_WORDS } = isRules(options) ? { rules: options } : options
  const list = languageOf([recorded, replayed], mergeWordLists(wordLists, more))
  const language = list?.language
  if (recorded === replayed) return { contradictions: [], language }
  const wanted = GUARD_RULES.filter((rule) => rules.includes(rule))
  // In one order always, so that exchanged texts contradict each other in the same.
  if (recorded <= replayed) return { contradictions: compare(recorded, replayed, list, wanted), language }
  const contradictions = compare(replayed, recorded, list, wanted).map(turned)
  return { contradictions, language }
}

/**
 * The share of what a sentence says that another text says somewhere, from 0 to 1.
 *
 * @param words - words of your own, as in `GuardOptions`.
 */
export function shareToldBy(sentence: string, text: string, words = NO_WORDS): number {
  const list = languageOf([sentence, text], mergeWordLists(wordLists, words))
  const { a } = itemsOf(pairOf(sentence, text, list))
  return shareOf(a)
}

function compare(
  first: string,
  second: string,
  list: WordList | undefined,
  rules: readonly GuardRule[],
): Contradiction[] {
  const pair = pairOf(first, second, list)
  return rules.flatMap((rule) =>
    RULES[rule](pair).map(({ recorded, replayed }) => ({
      rule,
      recorded: short(recorded),
      replayed: short(replayed),
    })),
  )
}

function pairOf(first: string, second: string, list: WordList | undefined): Pair {
  const words = list && lookup(list)
  const a = analyse(abbreviate(first, second), words)
  const b = analyse(abbreviate(second, first), words)
  return { a, b, words, ...align(a, b, list?.language === 'en') }
}

const turned = ({ rule, recorded, replayed }: Contradiction): Contradiction => ({
  rule,
  recorded: replayed,
  replayed: recorded,
})

const isRules = (options: GuardOptions | readonly GuardRule[]): options is readonly GuardRule[] =>
  Array.isArray(options)

const short = (text: string): string => (text.length > SHOWN ? `${text.slice(0, SHOWN - 1)}…` : text)
