import { UsageError } from '../../errors.js'

/** @throws UsageError `INVALID_OPTION` unless the option is one of the known words. */
export function checkWord(name: string, value: unknown, known: readonly string[], of: string): void {
  if (typeof value === 'string' && known.includes(value)) return
  const words = known.map((word) => JSON.stringify(word)).join(', ')
  const shown = typeof value === 'string' ? JSON.stringify(value) : `a ${typeof value}`
  throw new UsageError('INVALID_OPTION', `${name} of ${of} must be one of ${words}, not ${shown}.`)
}

/** @throws UsageError `INVALID_OPTION` */
export function checkTransferOptions(
  { onDuplicate, signal }: { readonly onDuplicate?: unknown; readonly signal?: unknown },
  of: string,
): void {
  if (onDuplicate !== undefined) checkWord('onDuplicate', onDuplicate, ['report', 'skip', 'replace'], of)
  if (signal !== undefined && !(signal instanceof AbortSignal)) {
    throw new UsageError('INVALID_OPTION', `signal of ${of} must be an AbortSignal.`)
  }
}

/** @throws UsageError `INVALID_OPTION` */
export function checkPath(path: unknown, of: string): asserts path is string {
  if (typeof path === 'string' && path !== '' && !path.includes('\0')) return
  throw new UsageError('INVALID_OPTION', `The path given to ${of} is not a path of a file or folder.`)
}
