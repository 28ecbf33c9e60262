import { cut } from '../snapshot/show.js'
import { printable } from './printable.js'

/** Characters of one text of a report: values in it are cut already, and a path or an address may be long. */
const MOST = 1_000

/** A text that is safe to print, and short. */
export function boundedText(text: string): string {
  return printable(text.length <= MOST ? text : `${cut(text, MOST)}…`)
}
