import { LIMITS } from '../../limits.js'
import { cut } from '../../snapshot/show.js'
import { printable } from '../printable.js'

const LEFT_OUT = '… the rest is left out'

/** Lines as one text of at most `LIMITS.pageText` characters, every line printable. */
export function linesText(lines: readonly string[]): string {
  const kept: string[] = []
  let left = LIMITS.pageText
  for (const line of lines) {
    if (line.length > left) {
      if (left > 0) kept.push(printable(cut(line, left)))
      return [...kept, LEFT_OUT].join('\n')
    }
    kept.push(printable(line))
    left -= line.length + 1
  }
  return kept.join('\n')
}

/** A text of several lines, cut and printable; a tab stays one. */
export function shownText(text: string): string {
  // Long lines are cut before they are split: there may be a million of them.
  return linesText(text.slice(0, LIMITS.pageText + 1).split(/\r\n|\n/)).replaceAll('\\t', '  ')
}
