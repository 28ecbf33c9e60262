import { cut } from '../policy/show.js'

/** Characters shown around a changed part of a text. */
const CONTEXT = 32
/** Characters shown of the changed part itself, on each side. */
const SHOWN = 80

/**
 * What changed between two texts, in a line: the differing middle as `[-old-]{+new+}` with some of what surrounds it.
 * The middle ends at word boundaries, save inside words that are longer than what is shown around it.
 */
export function textChange(oldText: string, newText: string): string {
  const start = wordStart(oldText, newText, commonStart(oldText, newText))
  const [oldRest, newRest] = [oldText.slice(start), newText.slice(start)]
  const end = wordEnd(oldRest, newRest, commonEnd(oldRest, newRest))
  const oldPart = oldRest.slice(0, oldRest.length - end)
  const newPart = newRest.slice(0, newRest.length - end)
  const before = oldText.slice(Math.max(0, start - CONTEXT), start).replace(/^[\udc00-\udfff]/, '')
  const after = cut(oldRest.slice(oldRest.length - end), CONTEXT)
  return [
    start > CONTEXT ? '…' : '',
    before,
    oldPart === '' ? '' : `[-${shortened(oldPart)}-]`,
    newPart === '' ? '' : `{+${shortened(newPart)}+}`,
    after,
    end > CONTEXT ? '…' : '',
  ].join('')
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

function shortened(text: string): string {
  return text.length <= SHOWN ? text : `${cut(text, SHOWN)}… (${text.length} characters)`
}
