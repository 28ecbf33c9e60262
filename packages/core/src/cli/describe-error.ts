import { isReplayError } from '../errors.js'
import type { Paint } from '../reporting/paint.js'
import { printable } from '../reporting/printable.js'

/**
 * What a person reads of an error that ended a command: the code, and what to do. What nobody foresaw shows where it
 * came from: each line after a bar, as no line of it may be a workflow command.
 */
export function describeError(error: unknown, paint: Paint): string {
  const lead = paint('red', 'retrial:')
  if (isReplayError(error)) return `${lead} ${paint('bold', error.code)}: ${printable(error.message)}`
  if (!(error instanceof Error)) return `${lead} ${printable(String(error))}`
  // Of the file system: no such file, no permission.
  if ('syscall' in error) {
    const { code } = error as NodeJS.ErrnoException
    return `${lead} ${printable(error.message)}${(code && REMEDIES[code]) ?? ''}`
  }
  const [first = '', ...stack] = (error.stack ?? error.message).split('\n')
  return [`${lead} ${printable(first)}`, ...stack.map((line) => `  | ${printable(line.trim())}`)].join('\n')
}

const REMEDIES: Readonly<Record<string, string>> = {
  EACCES: '. Nothing was changed there: it takes the right to read and write it.',
  EPERM: '. Nothing was changed there: it takes the right to read and write it.',
  EROFS: '. It cannot be written: use a folder that can.',
  ENOSPC: '. The disk is full: make room and run the command again.',
}
