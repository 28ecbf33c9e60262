import { createRequire } from 'node:module'

/** The version of the package that all parts of jest have in common. */
export function jestVersion(): string | undefined {
  try {
    const { version } = createRequire(import.meta.url)('@jest/globals/package.json') as { version: string }
    return version
  } catch {
    return undefined
  }
}
