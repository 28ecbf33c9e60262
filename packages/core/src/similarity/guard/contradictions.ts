import { align } from './align.js'
import { analyse } from './analyse.js'
import { languageOf } from './language.js'
import type { Rule } from './pair.js'
import { content } from './rules/content.js'
import { dates } from './rules/dates.js'
import { alternatives } from './rules/exclusive.js'
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
import { wordLists } from './words/index.js'
import { lookup } from './words/lookup.js'

const RULES = {
  numbers,
  units,
  dates,
  ordinals,
  negation,
  polarity,
  alternatives,
  quantifiers,
  modality,
  scope,
  names,
  roles,
  sequence,
  wording,
  content,
  refusal,
} satisfies Record<string, Rule>

export type GuardRule = keyof typeof RULES

export interface Contradiction {
  readonly rule: GuardRule
  /** The words at fault, short; empty where that text has none. */
  readonly recorded: string
  readonly replayed: string
}

export interface GuardReport {
  readonly contradictions: readonly Contradiction[]
  /** Such as `en`; undefined where no word list fits, so that only the rules without words ran. */
  readonly language: string | undefined
}

export function findContradictions(
  recorded: string,
  replayed: string,
  rules?: readonly GuardRule[],
): GuardReport {
  const list = languageOf([recorded, replayed], wordLists)
  const words = list && lookup(list)
  const language = list?.language
  if (recorded === replayed) return { contradictions: [], language }
  const [a, b] = [analyse(recorded, words), analyse(replayed, words)]
  const pair = { a, b, words, ...align(a, b, language === 'en') }
  const wanted = Object.entries(RULES).filter(([name]) => rules?.includes(name as GuardRule) ?? true)
  const contradictions = wanted.flatMap(([name, rule]) =>
    rule(pair).map((fault) => ({ rule: name as GuardRule, ...fault })),
  )
  return { contradictions, language }
}
