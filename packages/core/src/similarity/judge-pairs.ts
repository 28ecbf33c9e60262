import type { AlignedPair } from './align-sentences.js'
import type { GuardRule } from './guard/contradictions.js'
import { judgePair, type JudgedPair } from './judge-pair.js'

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
): JudgedPair[] {
  const judged = pairs.map((pair) => ({ ...pair, ...judgePair(pair, guard) }))
  const faulty = judged.filter(({ contradictions }) => contradictions.length > 0)
  if (faulty.length < 2 || faulty.length > MOST_JOINED) return judged
  const together = judgePair(joined(faulty), guard)
  if (together.contradictions.length > 0 || together.language === 'unknown') return judged
  return [...judged.filter(({ contradictions }) => contradictions.length === 0), together]
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
