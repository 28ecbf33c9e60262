import { join } from 'node:path'
import { existsSync, readdirSync, readFileSync } from '../../kept-fs.js'
import { UsageError } from '../../errors.js'

/** What `init` finds out about a project. */
export interface ProjectFacts {
  readonly folder: string
  readonly runners: readonly ('vitest' | 'jest')[]
  /** Names of all packages it depends on. */
  readonly packages: readonly string[]
  readonly typescript: boolean
  readonly esm: boolean
  /** Whether package.json holds the config of jest. */
  readonly jestInManifest: boolean
  readonly files: readonly string[]
  readonly npm: boolean
}

/** @throws UsageError `INVALID_OPTION` where there is no package.json that can be read. */
export function projectFacts(folder: string): ProjectFacts {
  const manifest = readManifest(join(folder, 'package.json'))
  const packages = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'].flatMap(
    (group) => Object.keys((manifest[group] as object | undefined) ?? {}),
  )
  const files = readdirSync(folder)
  const uses = (runner: string): boolean =>
    packages.includes(runner) || files.some((name) => name.startsWith(`${runner}.config.`))
  return {
    folder,
    runners: (['vitest', 'jest'] as const).filter(uses),
    packages,
    typescript: packages.includes('typescript') || files.includes('tsconfig.json'),
    esm: manifest['type'] === 'module',
    jestInManifest: 'jest' in manifest,
    files,
    npm: !['pnpm-lock.yaml', 'yarn.lock', 'bun.lock', 'bun.lockb'].some((name) => files.includes(name)),
  }
}

function readManifest(path: string): Readonly<Record<string, unknown>> {
  if (!existsSync(path))
    throw new UsageError('INVALID_OPTION', `There is no ${path}. Run retrial init in the root of a package.`)
  try {
    const manifest: unknown = JSON.parse(readFileSync(path, 'utf8'))
    if (typeof manifest === 'object' && manifest !== null) return manifest as Record<string, unknown>
  } catch {
    // Said below.
  }
  throw new UsageError('INVALID_OPTION', `${path} is not JSON. Mend it first.`)
}
