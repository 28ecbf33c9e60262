import { alignLists } from './align.js'

/** Where two texts differ: what stood in the one, and what stands for it in the other. Ends are exclusive. */
export interface ChangedPart {
  readonly oldStart: number
  readonly oldEnd: number
  readonly newStart: number
  readonly newEnd: number
}

/** Words of a text that are compared with those of another: more take longer than it is worth. */
const MOST_WORDS = 100_000

/**
 * Takes a part apart where at least so many characters of it did not change, by the longest common sequence of words.
 *
 * @param apart characters between two changes from which on they are two parts.
 */
export function changedParts(
  oldText: string,
  newText: string,
  part: ChangedPart,
  apart: number,
): readonly ChangedPart[] {
  // With the space behind them, as the words inside have it: the last ones may be the same.
  const space = sameSpaceAt(oldText, part.oldEnd, newText, part.newEnd)
  const oldWords = wordsOf(oldText.slice(part.oldStart, part.oldEnd + space))
  const newWords = wordsOf(newText.slice(part.newStart, part.newEnd + space))
  if (Math.max(oldWords.length, newWords.length) > MOST_WORDS) return [part]
  const [oldAt, newAt] = [startsOf(oldWords, part.oldStart), startsOf(newWords, part.newStart)]
  const parts: ChangedPart[] = []
  let [oldNext, newNext] = [0, 0]
  for (const { oldIndex, newIndex } of alignLists(oldWords, newWords, (a, b) => a === b)) {
    // As many words as did not change on the one side did not on the other.
    const same = oldIndex === undefined ? (newIndex ?? 0) - newNext : oldIndex - oldNext
    const [oldFrom, newFrom] = [oldNext + same, newNext + same]
    oldNext = oldFrom + (oldIndex === undefined ? 0 : 1)
    newNext = newFrom + (newIndex === undefined ? 0 : 1)
    add(parts, apart, {
      oldStart: oldAt[oldFrom] as number,
      oldEnd: oldAt[oldNext] as number,
      newStart: newAt[newFrom] as number,
      newEnd: newAt[newNext] as number,
    })
  }
  return parts.map((changed) => withoutSameSpace(changed, oldText, newText))
}

/** Adds a change to the last part, or as one of its own. */
function add(parts: ChangedPart[], apart: number, change: ChangedPart): void {
  const last = parts.at(-1)
  if (last === undefined || change.oldStart - last.oldEnd > apart) parts.push(change)
  else parts[parts.length - 1] = { ...last, oldEnd: change.oldEnd, newEnd: change.newEnd }
}

function sameSpaceAt(oldText: string, oldEnd: number, newText: string, newEnd: number): number {
  let count = 0
  while (/\s/.test(oldText[oldEnd + count] ?? '') && oldText[oldEnd + count] === newText[newEnd + count])
    count++
  return count
}

/** The space behind a changed word mostly stays. */
function withoutSameSpace(part: ChangedPart, oldText: string, newText: string): ChangedPart {
  let { oldEnd, newEnd } = part
  while (oldEnd > part.oldStart && newEnd > part.newStart) {
    const space = oldText[oldEnd - 1] as string
    if (space !== newText[newEnd - 1] || !/\s/.test(space)) break
    oldEnd--
    newEnd--
  }
  return { ...part, oldEnd, newEnd }
}

/** Each word with the space behind it. */
function wordsOf(text: string): string[] {
  return text.match(/\S+\s*|\s+/g) ?? []
}

/** Where each word begins, and where the last one ends. */
function startsOf(words: readonly string[], from: number): number[] {
  const starts = [from]
  for (const word of words) starts.push((starts.at(-1) as number) + word.length)
  return starts
}
