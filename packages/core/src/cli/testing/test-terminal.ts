import { painter } from '../../reporting/paint.js'
import type { Terminal } from '../terminal.js'

export interface TestTerminal extends Terminal {
  /** What went to stdout, and to stderr. */
  printed(): string
  noted(): string
}

/** A terminal without colours or a user, in a folder. */
export function testTerminal(cwd = process.cwd(), more: Partial<Terminal> = {}): TestTerminal {
  const printed: string[] = []
  const noted: string[] = []
  return {
    cwd,
    print: (text) => printed.push(text),
    note: (text) => noted.push(text),
    paint: painter(false),
    paintNote: painter(false),
    interactive: false,
    columns: 80,
    lineWidth: Number.POSITIVE_INFINITY,
    isRead: () => true,
    signal: new AbortController().signal,
    ...more,
    printed: () => printed.join('\n'),
    noted: () => noted.join('\n'),
  }
}
