import { resolve } from 'node:path'
import { UsageError } from '../errors.js'

const KNOWN = '"dir:decisions", "sqlite:decisions.db" or "memory:"'

export type StoreLocation =
  { readonly kind: 'memory' } | { readonly kind: 'dir' | 'sqlite'; readonly path: string }

/**
 * Where a store URL points to. Relative paths count from `cwd`.
 *
 * @throws UsageError `INVALID_OPTION`
 */
export function parseStoreUrl(url: unknown, cwd: string): StoreLocation {
  if (typeof url !== 'string') throw invalid(typeof url, 'is not a text')
  const [, kind, path = ''] = /^([a-z][a-z\d+.-]*):(.*)$/is.exec(url) ?? []
  if (kind === undefined) throw invalid(url, 'has no scheme')
  if (kind === 'memory') {
    if (path !== '') throw invalid(url, 'has a path, and memory has none')
    return { kind }
  }
  if (kind !== 'dir' && kind !== 'sqlite') throw invalid(url, `has the unknown scheme "${kind}:"`)
  if (path.trim() === '') throw invalid(url, 'has no path')
  if (path.includes('\0')) throw invalid(url, 'has a NUL character in its path')
  if (kind === 'sqlite' && path === ':memory:') throw invalid(url, 'names a database in memory')
  // Read as a path, "sqlite://decisions.db" would be a file in the root of the disk.
  if (path.startsWith('//')) throw invalid(url, 'has "//" after the scheme')
  return { kind, path: resolve(cwd, path) }
}

function invalid(url: string, why: string): UsageError {
  return new UsageError(
    'INVALID_OPTION',
    `The store URL ${JSON.stringify(url.slice(0, 200))} ${why}. Use ${KNOWN}.`,
  )
}
