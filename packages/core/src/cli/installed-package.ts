import { dirname, join } from 'node:path'
import { existsSync, readFileSync } from '../kept-fs.js'

/** The version of a package as Node would find it from a folder, or undefined. */
export function installedVersion(name: string, from: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const manifest = join(folder, 'node_modules', name, 'package.json')
    if (existsSync(manifest)) {
      const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version?: unknown }
      return typeof version === 'string' ? version : undefined
    }
    if (dirname(folder) === folder) return undefined
  }
}
