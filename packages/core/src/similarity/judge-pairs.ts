import type { AlignedPair } from './align-sentences.js'
import { shareToldBy } from './guard/contradictions.js'
import type { GuardRule } from './guard/guard-rules.js'
import { guardWords } from './guard-words.js'
import { guards, judgePair, type JudgedPair } from './judge-pair.js'
import type { TextPair } from './scorer.js'

/** So many pairs that contradict are not put down to how the texts were cut. */
const MOST_JOINED = 4

/**
 * Looks for contradictions in the sentences of two texts that belong together. Where several pairs have some, those may
 * come of a sentence that was told in two places: they are looked at once more, as one pair, and nothing is wrong with
 * them if nothing is wrong with that. Pairs without contradictions are never among them: in much text that was told in
 * other words, a sentence that was slipped in does not show.
 */
export function judgePairs(
  pairs: readonly AlignedPair[],
  guard: boolean | readonly GuardRule[],
  whole?: TextPair,
): JudgedPair[] {
  const judged = pairs.map((pair) => ({ ...pair, ...judgePair(pair, guard) }))
  const moved = judged.filter((pair) => isMoved(pair) && guards(guard, 'numbers'))
  if (moved.length > 0) return judged.map((pair) => (moved.includes(pair) ? withNumbers(pair) : pair))
  const faulty = judged.filter(({ contradictions }) => contradictions.length > 0)
  if (
    whole !== undefined &&
    faulty.length <= MOST_JOINED &&
    `${whole.recorded}${whole.replayed}`.length <= LONGEST_WHOLE
  ) {
    const told = faulty.filter((pair) => isToldElsewhere(pair, whole, guard))
    if (told.length > 0)
      return judgeTogether(
        judged.map((pair) => (told.includes(pair) ? { ...pair, contradictions: [] } : pair)),
        guard,
      )
  }
  return judgeTogether(judged, guard)
}

function judgeTogether(
  judged: readonly (JudgedPair & AlignedPair)[],
  guard: boolean | readonly GuardRule[],
): JudgedPair[] {
  const faulty = judged.filter(({ contradictions }) => contradictions.length > 0)
  if (faulty.length < 2 || faulty.length > MOST_JOINED) return [...judged]
  const together = judgePair(joined(faulty), guard)
  if (together.contradictions.length > 0 || together.language === 'unknown') return [...judged]
  return [...judged.filter(({ contradictions }) => contradictions.length === 0), together]
}

/** Characters of both texts up to which a sentence is sought in all of the other text. */
const LONGEST_WHOLE = 8_000
/** The share of a sentence that the other text has to tell in other places. */
const LEAST_TOLD = 0.5
/** What a sentence says alone may be told anywhere in the other text. */
const MOVABLE: readonly GuardRule[] = ['content', 'numbers', 'dates', 'names']

/** Whether all that a sentence says alone is in another place of the other text. */
function isToldElsewhere(
  { recorded, replayed, contradictions }: JudgedPair,
  whole: TextPair,
  guard: boolean | readonly GuardRule[],
): boolean {
  if (!contradictions.every(({ rule }) => MOVABLE.includes(rule))) return false
  const side = contradictions.every((one) => one.recorded === '')
    ? 'replayed'
    : contradictions.every((one) => one.replayed === '')
      ? 'recorded'
      : undefined
  if (side === undefined) return false
  const pair =
    side === 'replayed' ? { recorded: whole.recorded, replayed } : { recorded, replayed: whole.replayed }
  if (
    shareToldBy(pair[side], whole[side === 'replayed' ? 'recorded' : 'replayed'], guardWords()) < LEAST_TOLD
  )
    return false
  return judgePair(pair, guard).contradictions.every((one) => one[side] === '')
}

/** The number of an item in a list. */
const ITEM = /^\(?(\d+)[.)](?=\s)/

/** An item that has another number now: in a list with numbers the order counts. */
function isMoved({ recorded, replayed }: JudgedPair): boolean {
  const [was, is] = [recorded, replayed].map((text) => ITEM.exec(text)?.[1])
  return was !== undefined && is !== undefined && was !== is
}

function withNumbers<Pair extends JudgedPair>(pair: Pair): Pair {
  const [recorded = '', replayed = ''] = [pair.recorded, pair.replayed].map((text) => ITEM.exec(text)?.[0])
  const others = pair.contradictions.filter(({ rule }) => rule !== 'numbers')
  return { ...pair, contradictions: [{ rule: 'numbers', recorded, replayed }, ...others] }
}

/** Each side in its own order. */
function joined(pairs: readonly AlignedPair[]) {
  const side = (text: 'recorded' | 'replayed', at: 'recordedAt' | 'replayedAt'): string =>
    [...pairs]
      .sort((one, other) => one[at] - other[at])
      .map((pair) => pair[text])
      .filter((part) => part !== '')
      .join(' ')
  return { recorded: side('recorded', 'recordedAt'), replayed: side('replayed', 'replayedAt') }
}
