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
  /** For stderr. */
  readonly paintNote: Paint
  /** Draws a line on stderr that the next one takes the place of; undefined takes it away. Absent where nobody looks. */
  readonly progress?: (line: string | undefined) => void
  /** Whether someone can be asked: stdin and stdout are terminals, and this is no CI job. */
  readonly interactive: boolean
  /** Of stdout, where it is a terminal; else 80. */
  readonly columns: number
  /** How long a line of stdout may be: `columns` of a terminal; without end in a file or a pipe, where programs read. */
  readonly lineWidth: number
  /** False once nobody reads stdout any more (`retrial list | head`): what only prints may stop then. */
  readonly isRead: () => boolean
  /**
   * Aborted by Ctrl-C and SIGTERM with an {@link Interrupted}. A verb that looks at it has some seconds to end as it
   * should; one that never does is ended by the system at once.
   */
  readonly signal: AbortSignal
}
