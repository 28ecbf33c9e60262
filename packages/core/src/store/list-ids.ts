import { UsageError } from '../errors.js'
import { checkKnownOptions } from '../known-options.js'
import { checkOptionType } from '../option-type.js'
import { openBackend } from './open-backend.js'
import { parseStoreUrl } from './store-url.js'

export interface ListIdsOptions {
  /** Only the snapshots of this decision. Default all. */
  readonly functionName?: string
  /** What relative paths count from. Default `process.cwd()`. */
  readonly cwd?: string
}

/**
 * The ids in a `dir:` or `sqlite:` store in their order, without waiting: `test.each` wants its table at once. Writes
 * nothing.
 *
 * @throws UsageError `INVALID_OPTION` for another kind of store; StoreError as `openStore` does.
 */
export function listIdsSync(url: string, options: ListIdsOptions = {}): string[] {
  checkKnownOptions(options, ['functionName', 'cwd'], 'listIdsSync')
  checkOptionType(options, 'functionName', 'string', 'listIdsSync')
  checkOptionType(options, 'cwd', 'string', 'listIdsSync')
  const { functionName, cwd = process.cwd() } = options
  const location = parseStoreUrl(url, cwd)
  if (location.kind === 'memory') {
    throw new UsageError(
      'INVALID_OPTION',
      `The ids in ${url} cannot be listed: it is empty when it is opened. Use "dir:decisions" or "sqlite:decisions.db".`,
    )
  }
  const backend = openBackend(url, location, true)
  try {
    return [...backend.ids({ functionName })]
  } finally {
    backend.close()
  }
}
