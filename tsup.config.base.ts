import { existsSync, readFileSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { build, defineConfig, type Options } from 'tsup'
import { buildAlone } from './tsup.alone.js'
import { thirdPartyLicenses } from './tsup.licenses.js'

export interface BuildOptions {
  /** What else there is to build into `dist`. */
  readonly onSuccess?: () => Promise<void>
  /** Packages that are built by themselves, as `dist/<name>.cjs`. */
  readonly apart?: readonly string[]
  /** Entries that are built into one file each; see `buildAlone`. */
  readonly alone?: readonly string[]
  /**
   * Entries that a test file loads together. They share nothing with the others, as what all have in common would be cut
   * into a file for each set of entries that needs it: opening a file takes longer than reading it.
   */
  readonly together?: readonly string[]
  /** Source files of further entries of those, which nobody imports by name. */
  readonly inside?: Readonly<Record<string, string>>
}

interface Manifest {
  bin?: Record<string, string>
  exports: Record<string, string | Record<string, { default: string }>>
}

const EXTERNAL = ['@jest/globals', '@retrial/core', 'better-sqlite3', 'jest', 'vitest']

/**
 * The one build of all packages. The `exports` and `bin` of the package.json in `folder` say what is built:
 * `./dist/<name>.js` comes from `src/<name>.ts` or `src/<name>/index.ts`.
 */
export function defineBuild(folder: string, options: BuildOptions = {}) {
  const { onSuccess, apart = [], alone = [], together = [], inside = {} } = options
  const { exports, bin = {} } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest
  const targets = Object.values(exports).flatMap((target) =>
    typeof target === 'string' ? [] : Object.values(target).map((one) => one.default),
  )
  const names = new Set([...targets, ...Object.values(bin)].map((path) => basename(path, extname(path))))
  const sources = Object.fromEntries([...names].map((name) => [name, sourceOf(folder, name)]))
  const chosen = (isChosen: (name: string) => boolean): Record<string, string> =>
    Object.fromEntries(Object.entries(sources).filter(([name]) => isChosen(name)))
  const shared: Options = {
    format: ['esm', 'cjs'],
    target: 'node20',
    // In both formats: entries share their state, and what is imported lazily is loaded lazily.
    splitting: true,
    removeNodeProtocol: false,
    external: EXTERNAL,
    esbuildPlugins: [thirdPartyLicenses(folder), builtApart(apart)],
    esbuildOptions(options, { format }) {
      // For createRequire(import.meta.url). The shim that tsup has for it goes wrong where jsdom is loaded.
      if (format === 'cjs') options.define = { ...options.define, 'import.meta.url': '__filename' }
    },
  }
  return defineConfig({
    ...shared,
    entry: chosen((name) => !alone.includes(name) && !together.includes(name)),
    dts: { entry: sources },
    clean: true,
    onSuccess: async () => {
      const entry = { ...chosen((name) => together.includes(name)), ...inside }
      if (together.length > 0)
        await build({ ...shared, config: false, entry, outDir: `${folder}/dist`, silent: true })
      if (alone.length > 0)
        await buildAlone({ folder, entry: chosen((name) => alone.includes(name)), external: EXTERNAL })
      await onSuccess?.()
    },
  })
}

interface Resolving {
  onResolve(
    options: { filter: RegExp },
    callback: (asked: { path: string }) => { path: string; external: true } | undefined,
  ): void
}

/** Has a package that is not of ES modules loaded from a file of its own: what it is wrapped in would go into all entries. */
function builtApart(names: readonly string[]) {
  return {
    name: 'built-apart',
    setup(build: Resolving) {
      build.onResolve({ filter: /^[^./]/ }, ({ path }) =>
        names.includes(path) ? { path: `./${path}.cjs`, external: true } : undefined,
      )
    },
  }
}

function sourceOf(folder: string, name: string): string {
  const file = `src/${name}.ts`
  return existsSync(join(folder, file)) ? file : `src/${name}/index.ts`
}
