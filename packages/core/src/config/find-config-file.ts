import { dirname, join } from 'node:path'
import { existsSync } from '../kept-fs.js'
import { UsageError } from '../errors.js'

const EXTENSIONS = ['ts', 'mts', 'js', 'mjs', 'cjs', 'json']

/**
 * The config file of a project: `retrial.config.ts`, or `.mts`, `.js`, `.mjs`, `.cjs`, `.json`, in its root or the nearest
 * folder above it, no farther than the root of the repository.
 *
 * @throws UsageError `INVALID_CONFIG` where one folder holds two.
 */
export function findConfigFile(root: string): string | undefined {
  for (let folder = root; ; folder = dirname(folder)) {
    const [found, other] = EXTENSIONS.map((extension) => join(folder, `retrial.config.${extension}`)).filter(
      (path) => existsSync(path),
    )
    if (found !== undefined && other !== undefined) {
      throw new UsageError('INVALID_CONFIG', `There are two config files: ${found} and ${other}. Remove one.`)
    }
    if (found !== undefined) return found
    if (existsSync(join(folder, '.git')) || dirname(folder) === folder) return undefined
  }
}
