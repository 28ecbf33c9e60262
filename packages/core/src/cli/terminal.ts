import type { Paint } from '../reporting/paint.js'

/** Where a command runs and prints. */
export interface Terminal {
  /** The working directory. */
  readonly cwd: string
  /** Prints what was asked for, a line or several, to stdout. */
  readonly print: (text: string) => void
  /** Prints everything else, such as progress and warnings, to stderr. */
  readonly note: (text: string) => void
  /** For stdout. */
  readonly paint: Paint
  /** Whether someone can be asked: stdin and stdout are terminals, and this is no CI job. */
  readonly interactive: boolean
  /** Of stdout, where it is a terminal; else 80. */
  readonly columns: number
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal
}
