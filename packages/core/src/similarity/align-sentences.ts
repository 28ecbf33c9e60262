import { LIMITS } from '../limits.js'
import { gramsOf, gramSimilarity, type Grams } from './grams.js'
import { plainSpacing } from './same-wording.js'
import type { TextPair } from './scorer.js'

/** Sentences of two texts that belong together, and where the first of them stands; an empty one stands nowhere. */
export interface AlignedPair extends TextPair {
  readonly recordedAt: number
  readonly replayedAt: number
}

/** Below it two sentences share what any two share. */
const MEETING = 0.25
/** How much nearer to its counterpart a group must come by a sentence that joins it. */
const GAIN = 0.02

/**
 * Pairs the sentences of two texts that say the same, whatever their order. Equal ones drop out; one may meet several,
 * where it was split in two. An empty side stands for what only the other text says.
 *
 * Which sentences belong together is told by their letters, so that it needs no model; those that share none meet in
 * their order.
 *
 * @returns undefined where more pairs would have to be looked at than the limit `sentencePairs` allows.
 */
export function alignSentences(
  recorded: readonly string[],
  replayed: readonly string[],
): AlignedPair[] | undefined {
  const [a, b] = [unequal(recorded, replayed), unequal(replayed, recorded)]
  if (a.length * b.length > LIMITS.sentencePairs) return undefined
  const groups = grouped(a.map(toSentence), b.map(toSentence))
  return groups.map(({ recorded: was, replayed: is }) => ({
    recorded: textOf(was),
    replayed: textOf(is),
    recordedAt: was[0]?.place ?? 0,
    replayedAt: is[0]?.place ?? 0,
  }))
}

interface Sentence {
  readonly text: string
  readonly grams: Grams
  /** Where it stands in its text, from 0 to 1. */
  readonly place: number
}

/** Those that have no counterpart; of equal ones as many as there are more of. */
function unequal(sentences: readonly string[], others: readonly string[]): string[] {
  const counts = new Map<string, number>()
  for (const other of others) {
    const wording = plainSpacing(other)
    counts.set(wording, (counts.get(wording) ?? 0) + 1)
  }
  return sentences.filter((sentence) => {
    const wording = plainSpacing(sentence)
    const count = counts.get(wording) ?? 0
    counts.set(wording, count - 1)
    return count <= 0
  })
}

function toSentence(text: string, index: number, { length }: readonly string[]): Sentence {
  return { text, grams: gramsOf(text), place: (index + 1) / (length + 1) }
}

/** Sentences of both texts that belong together. */
interface Group {
  readonly recorded: Sentence[]
  readonly replayed: Sentence[]
}

type Side = keyof Group

function grouped(a: readonly Sentence[], b: readonly Sentence[]): Group[] {
  const pairs = nearest(a, b)
  const met = new Set(pairs.flat())
  const groups = pairs.map(([one, other]): Group => ({ recorded: [one], replayed: [other] }))
  // All of them look at the pairs as they are, so that neither text comes first.
  const joining = [...leftOf('recorded', a), ...leftOf('replayed', b)]
  const rest = { recorded: [] as Sentence[], replayed: [] as Sentence[] }
  for (const { sentence, side, index } of joining) (groups[index] ?? rest)[side].push(sentence)
  for (const group of groups) for (const side of [group.recorded, group.replayed]) side.sort(byPlace)
  return [...groups, ...inOrder(rest)]

  function leftOf(side: Side, sentences: readonly Sentence[]) {
    return sentences
      .filter((sentence) => !met.has(sentence))
      .map((sentence) => ({ sentence, side, index: bestGroup(pairs, sentence, side) }))
  }
}

/** Each with its nearest, the nearest of all first. */
function nearest(a: readonly Sentence[], b: readonly Sentence[]): [Sentence, Sentence][] {
  const candidates = a
    .flatMap((one) => b.map((other) => ({ one, other, score: gramSimilarity(one.grams, other.grams) })))
    .filter(({ score }) => score >= MEETING)
    .sort((x, y) => y.score - x.score || distance(x) - distance(y))
  const met = new Set<Sentence>()
  return candidates.flatMap(({ one, other }) => {
    if (met.has(one) || met.has(other)) return []
    met.add(one).add(other)
    return [[one, other]]
  })
}

function distance({ one, other }: { one: Sentence; other: Sentence }): number {
  return Math.abs(one.place - other.place)
}

/** The pair that a sentence brings nearest together by joining it, or -1. */
function bestGroup(
  pairs: readonly (readonly [Sentence, Sentence])[],
  sentence: Sentence,
  side: Side,
): number {
  let [best, most] = [-1, GAIN]
  for (const [index, [recorded, replayed]] of pairs.entries()) {
    const [own, other] = side === 'recorded' ? [recorded, replayed] : [replayed, recorded]
    const alone = gramSimilarity(own.grams, other.grams)
    const gain = gramSimilarity(own.grams, other.grams, sentence.grams) - alone
    if (gain > most) [best, most] = [index, gain]
  }
  return best
}

/** Those that share no letters with any: one by one where there are as many on both sides. */
function inOrder({ recorded, replayed }: Group): Group[] {
  if (recorded.length === 0 && replayed.length === 0) return []
  if (recorded.length !== replayed.length) return [{ recorded, replayed }]
  return recorded.map((one, index) => ({ recorded: [one], replayed: [replayed[index] as Sentence] }))
}

function byPlace(one: Sentence, other: Sentence): number {
  return one.place - other.place
}

function textOf(sentences: readonly Sentence[]): string {
  return sentences.map(({ text }) => text).join(' ')
}
