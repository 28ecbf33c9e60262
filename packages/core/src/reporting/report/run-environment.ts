import { createRequire } from 'node:module'
import { isCi } from '../../ci.js'
import { printable } from '../printable.js'
import type { RunEnvironment } from './run-report.js'

/** @param runner version of the runner, where it is known. */
export function runEnvironment(runner: string | undefined): RunEnvironment {
  const { platform, arch, versions } = process
  return {
    retrial: version(),
    node: versions.node,
    ...(runner === undefined ? {} : { runner: printable(runner) }),
    ...{ platform, arch, ci: isCi() },
  }
}

/** That of `@retrial/core`. */
function version(): string {
  const require = createRequire(import.meta.url)
  return (require('@retrial/core/package.json') as { version: string }).version
}
