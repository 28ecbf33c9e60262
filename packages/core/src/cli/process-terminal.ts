import { isCi } from '../ci.js'
import { painter, painterFor } from '../reporting/paint.js'
import { Interrupted, STOPPED_BY, type StopSignal } from './interrupted.js'
import type { Terminal } from './terminal.js'

/** Milliseconds that a verb has to end once it was told to. */
const GRACE_MS = 5_000

export interface ProcessTerminal extends Terminal {
  /** What the process has to end with, whatever the verb says: it was stopped, or its output could not be written. */
  exitCode(): number | undefined
}

/** The terminal of this process. */
export function processTerminal(args: readonly string[]): ProcessTerminal {
  const { stdin, stdout, stderr } = process
  const isPlain = args.includes('--no-color')
  let isRead = true
  let exitCode: number | undefined
  let stopping: AbortSignal | undefined

  stdout.on('error', (error: NodeJS.ErrnoException) => {
    isRead = false
    // Who reads the first lines only has what they wanted.
    if (error.code === 'EPIPE') return
    exitCode ??= 3
    stderr.write(`retrial: the output could not be written: ${error.message}\n`)
  })
  // There is nobody left to tell.
  stderr.on('error', () => undefined)

  return {
    cwd: process.cwd(),
    print: (text) => {
      if (isRead) stdout.write(`${text}\n`)
    },
    note: (text) => stderr.write(`${text}\n`),
    paint: isPlain ? painter(false) : painterFor(stdout),
    paintNote: isPlain ? painter(false) : painterFor(stderr),
    ...(stderr.isTTY && !isCi()
      ? { progress: (line: string | undefined) => stderr.write(`\r\u001b[2K${line ?? ''}`) }
      : {}),
    interactive: stdin.isTTY && stdout.isTTY && !isCi(),
    columns: stdout.columns || 80,
    lineWidth: stdout.isTTY ? stdout.columns || 80 : Number.POSITIVE_INFINITY,
    isRead: () => isRead,
    get signal() {
      return (stopping ??= onSignals((by) => (exitCode = STOPPED_BY[by])))
    },
    exitCode: () => exitCode,
  }
}

/** Once only: a second Ctrl-C ends the process at once, as it does without us. */
function onSignals(stopped: (by: StopSignal) => void): AbortSignal {
  const stop = new AbortController()
  for (const by of Object.keys(STOPPED_BY) as StopSignal[]) {
    process.once(by, () => {
      stopped(by)
      stop.abort(new Interrupted(by))
      // What is written is written in one step: there is nothing to lose.
      setTimeout(() => process.exit(STOPPED_BY[by]), GRACE_MS).unref()
    })
  }
  return stop.signal
}
