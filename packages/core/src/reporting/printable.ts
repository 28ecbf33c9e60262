import { stripVTControlCharacters } from 'node:util'

/**
 * Control, format, separator, surrogate, private and unassigned characters: all that acts or hides. Made when a text needs
 * it, as a test file that prints nothing would wait a millisecond for its classes.
 */
const INVISIBLE = String.raw`[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}]`
let invisible: RegExp | undefined
/** Joiners that emoji and several scripts need. */
const JOINERS = new Set(['\u200c', '\u200d'])
/** The old form of a GitHub workflow command, which works anywhere in a line. */
const WORKFLOW_COMMAND = /##\[/g
/** Most texts are plain: looking is cheaper than taking apart. */
const SUSPICIOUS = /[^ -~]|##\[/

/**
 * Untrusted text made safe to print, on one line. The only way by which recorded text, ids and titles may reach an
 * output: terminal sequences are gone, control characters are visible as `\n` or `\u001b`, workflow commands are
 * broken. Never put the result at the start of a line (a line that starts with `::` is a workflow command).
 */
export function printable(text: string): string {
  if (!SUSPICIOUS.test(text)) return text
  invisible ??= new RegExp(INVISIBLE, 'gu')
  return stripVTControlCharacters(text).replaceAll(invisible, visible).replaceAll(WORKFLOW_COMMAND, '#\\#[')
}

function visible(character: string): string {
  if (JOINERS.has(character)) return character
  if (character === '\n') return '\\n'
  if (character === '\t') return '\\t'
  const point = character.codePointAt(0) ?? 0
  return point > 0xffff ? `\\u{${point.toString(16)}}` : `\\u${point.toString(16).padStart(4, '0')}`
}
