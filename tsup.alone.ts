import { build } from 'tsup'

/** The part of esbuild's plugins that is needed. */
interface Resolving {
  onResolve(
    options: { filter: RegExp },
    callback: (asked: { path: string; kind: string }) => { path: string; external: true } | undefined,
  ): void
}

export interface AloneOptions {
  readonly folder: string
  /** Source files by the names of what they are built into. */
  readonly entry: Readonly<Record<string, string>>
  readonly external: string[]
}

/**
 * Builds entries that every test file loads, each into one file: a chunk more takes longer to find and open than to run.
 * What they import lazily is an entry of the other build, of the same name, beside them.
 */
export async function buildAlone({ folder, entry, external }: AloneOptions): Promise<void> {
  for (const format of ['esm', 'cjs'] as const) {
    const extension = format === 'esm' ? 'js' : 'cjs'
    await build({
      config: false,
      entry: { ...entry },
      outDir: `${folder}/dist`,
      format,
      outExtension: () => ({ js: `.${extension}` }),
      target: 'node20',
      splitting: false,
      removeNodeProtocol: false,
      silent: true,
      external,
      esbuildPlugins: [laterFrom(extension)],
      esbuildOptions(options) {
        if (format === 'esm') return
        options.define = { ...options.define, 'import.meta.url': '__filename' }
        // A sandbox of jest knows `require` only.
        options.supported = { ...options.supported, 'dynamic-import': false }
      },
    })
  }
}

function laterFrom(extension: string) {
  return {
    name: 'later-from',
    setup(build: Resolving) {
      build.onResolve({ filter: /^\./ }, ({ path, kind }) =>
        kind === 'dynamic-import'
          ? { path: path.replace(/^.*\/(.*)\.js$/, `./$1.${extension}`), external: true }
          : undefined,
      )
    },
  }
}
