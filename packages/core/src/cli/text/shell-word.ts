import { printable } from '../../reporting/printable.js'

/** A text as one word of a command to copy: quoted where a shell would read something else into it. */
export function shellWord(text: string): string {
  const shown = printable(text)
  return /^[\w./@+=,:%][\w./@+=,:%~-]*$/.test(shown) ? shown : `'${shown.replaceAll("'", String.raw`'\''`)}'`
}
