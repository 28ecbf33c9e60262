import { createStore } from './create-store.js'
import { checkKnownOptions } from '../known-options.js'
import { checkOptionType } from '../option-type.js'
import { openBackend } from './open-backend.js'
import { parseStoreUrl } from './store-url.js'
import type { SnapshotStore } from './store.js'

export interface OpenStoreOptions {
  /** Never write, not even a file beside the store. Default false. */
  readonly readOnly?: boolean
  /** What relative paths count from. Default `process.cwd()`. */
  readonly cwd?: string
}

/**
 * Opens a store: `dir:path` (one text file per snapshot), `sqlite:path.db`, or `memory:` (a new one each time). One
 * that does not exist yet is empty, and made by the first save.
 *
 * @throws UsageError `INVALID_OPTION`; StoreError for a file that is damaged, not a store, or of a newer version:
 * it is left as it is.
 */
export async function openStore(url: string, options: OpenStoreOptions = {}): Promise<SnapshotStore> {
  checkKnownOptions(options, ['readOnly', 'cwd'], 'openStore')
  checkOptionType(options, 'readOnly', 'boolean', 'openStore')
  checkOptionType(options, 'cwd', 'string', 'openStore')
  const { readOnly = false, cwd = process.cwd() } = options
  const backend = await Promise.resolve(openBackend(url, parseStoreUrl(url, cwd), readOnly))
  return createStore(url, backend, { readOnly })
}
