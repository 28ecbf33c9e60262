import { TAG_NAMES } from './tags.js'

/**
 * A tag as the key of an object, with one `$` more or several where it was moved out of the way; and what begins like one
 * and has a letter written as `\uXXXX`, as in a file that was edited by hand.
 */
const TAG = new RegExp(`"\\$+(?:${TAG_NAMES.map((name) => name.slice(1)).join('|')})"|"\\$[^"\\\\]*\\\\u`)

/** False for a JSON text which stands for nothing but itself, so that it need not be decoded. */
export function mayHoldTag(text: string): boolean {
  // Most texts hold no "$ at all, and looking for one character is quickest.
  return (text.includes('$') && text.includes('"$') && TAG.test(text)) || text.includes('\\u0024')
}
