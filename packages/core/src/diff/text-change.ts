import { cut } from '../snapshot/show.js'
import { toldApart } from '../snapshot/told-apart.js'
import { changedParts, type ChangedPart } from './changed-parts.js'

/** Characters shown around a changed part of a text. */
const CONTEXT = 32
/** Characters shown of a changed part itself, on each side. */
const SHOWN = 80
/** Changed parts that are shown. */
const PARTS = 3

/**
 * What changed between two texts, in a line: the differing middle as `[-old-]{+new+}` with some of what surrounds it. A
 * middle too long to be shown is taken apart where many of its words did not change. Parts end at word boundaries, save
 * inside words that are longer than what is shown around it.
 */
export function textChange(oldText: string, newText: string): string {
  const middle = middleOf(oldText, newText)
  const isLong = Math.max(middle.oldEnd - middle.oldStart, middle.newEnd - middle.newStart) > SHOWN
  const parts = isLong ? changedParts(oldText, newText, middle, 2 * CONTEXT) : [middle]
  const shown = parts.slice(0, PARTS)
  let text = ''
  let from = 0
  for (const { oldStart, oldEnd, newStart, newEnd } of shown) {
    text += between(oldText.slice(from, oldStart), from > 0)
    const [left, added] = shownParts(oldText.slice(oldStart, oldEnd), newText.slice(newStart, newEnd))
    if (left !== '') text += `[-${left}-]`
    if (added !== '') text += `{+${added}+}`
    from = oldEnd
  }
  const more = parts.length - shown.length
  return `${text}${after(oldText.slice(from))}${more === 0 ? '' : ` (and ${more} more ${more === 1 ? 'change' : 'changes'})`}`
}

/** What did not change in front of a part. */
function between(same: string, followsPart: boolean): string {
  const end = same.slice(Math.max(0, same.length - CONTEXT)).replace(/^[\udc00-\udfff]/, '')
  if (!followsPart) return same.length > CONTEXT ? `…${end}` : end
  return same.length > 2 * CONTEXT ? `${cut(same, CONTEXT)}…${end}` : same
}

function after(same: string): string {
  return same.length > CONTEXT ? `${cut(same, CONTEXT)}…` : same
}

/** All that is between the common start and the common end. */
function middleOf(oldText: string, newText: string): ChangedPart {
  const start = wordStart(oldText, newText, commonStart(oldText, newText))
  const [oldRest, newRest] = [oldText.slice(start), newText.slice(start)]
  const end = wordEnd(oldRest, newRest, commonEnd(oldRest, newRest))
  return { oldStart: start, oldEnd: oldText.length - end, newStart: start, newEnd: newText.length - end }
}

function commonStart(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  let index = 0
  while (index < length && a.charCodeAt(index) === b.charCodeAt(index)) index++
  return index
}

function commonEnd(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  let count = 0
  while (count < length && a.charCodeAt(a.length - 1 - count) === b.charCodeAt(b.length - 1 - count)) count++
  return count
}

/** Where the word begins that the common start ends in, unless the word ends there on both sides. */
function wordStart(oldText: string, newText: string, index: number): number {
  if (isGap(oldText[index]) && isGap(newText[index])) return index
  let start = index
  while (!isGap(oldText[start - 1]) && index - start <= CONTEXT) start--
  if (index - start <= CONTEXT) return start
  return /[\ud800-\udbff]/.test(oldText[index - 1] ?? '') ? index - 1 : index
}

/** How much of the common end is left when it may not begin inside a word of either side. */
function wordEnd(oldText: string, newText: string, count: number): number {
  if (isGap(oldText.at(-1 - count)) && isGap(newText.at(-1 - count))) return count
  let left = count
  while (left > 0 && !isGap(oldText.at(-left)) && count - left <= CONTEXT) left--
  if (count - left <= CONTEXT) return left
  return /[\udc00-\udfff]/.test(oldText.at(-count) ?? '') ? count - 1 : count
}

/** Between words, or past an end of the text. */
function isGap(character: string | undefined): boolean {
  return character === undefined || /\s/.test(character)
}

/** Cut first, then told apart: parts may be long. */
function shownParts(left: string, added: string): [string, string] {
  const [shownLeft, shownAdded] = toldApart(cut(left, SHOWN), cut(added, SHOWN))
  return [shownLeft + lengthOf(left), shownAdded + lengthOf(added)]
}

function lengthOf(text: string): string {
  return text.length <= SHOWN ? '' : `… (${text.length} characters)`
}
