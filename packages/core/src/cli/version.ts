import { createRequire } from 'node:module'

/** That of `@retrial/core`. */
export function version(): string {
  const require = createRequire(import.meta.url)
  return (require('@retrial/core/package.json') as { version: string }).version
}
