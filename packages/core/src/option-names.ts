import { UsageError } from './errors.js'
import { checkKnownOptions } from './known-options.js'
import { didYouMean } from './near-name.js'

/**
 * Refuses options that do not exist, and names the one that may have been meant. Apart from `checkKnownOptions`, which
 * production code loads and which has to stay small.
 *
 * @throws UsageError `INVALID_OPTION`
 */
export function checkOptionNames(options: unknown, known: readonly string[], of: string): void {
  const names = typeof options === 'object' && options !== null ? Object.keys(options) : []
  const unknown = names.find((name) => !known.includes(name))
  const near = unknown === undefined ? '' : didYouMean(unknown, known)
  if (near === '') {
    checkKnownOptions(options, known, of)
    return
  }
  throw new UsageError(
    'INVALID_OPTION',
    `${of} has no option ${JSON.stringify(unknown)}.${near} Known: ${known.join(', ')}.`,
  )
}
