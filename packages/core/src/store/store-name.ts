import { relative, sep } from 'node:path'
import { parseStoreUrl } from './store-url.js'

/**
 * The URL of a store, seen from a folder: the same on every machine that has the project, whatever its path is there.
 *
 * @throws UsageError `INVALID_OPTION`
 */
export function storeName(url: string, cwd: string, from: string): string {
  const location = parseStoreUrl(url, cwd)
  if (location.kind === 'memory') return 'memory:'
  return `${location.kind}:${relative(from, location.path).split(sep).join('/') || '.'}`
}
