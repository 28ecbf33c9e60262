import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'tsup'
import { newFolder } from '../store/testing/temporary-folder.js'

/**
 * A source and all it imports as one file of plain JavaScript: a process that loads it starts several times as fast as
 * one that compiles.
 *
 * @returns the folder that holds `<name>.mjs` and, where it is asked for, `<name>.cjs`, until the process ends.
 */
export async function bundled(source: URL, formats: ('esm' | 'cjs')[]): Promise<string> {
  const folder = newFolder()
  process.once('exit', () => {
    rmSync(folder, { recursive: true, force: true })
  })
  await build({
    config: false,
    entry: [fileURLToPath(source)],
    outDir: folder,
    format: formats,
    target: 'node20',
    splitting: false,
    silent: true,
    outExtension: ({ format }) => ({ js: format === 'esm' ? '.mjs' : '.cjs' }),
    removeNodeProtocol: false,
    noExternal: [/^(?!better-sqlite3|node:)/],
    // better-sqlite3 is looked for from the sources.
    define: { 'import.meta.url': JSON.stringify(source.href) },
  })
  return folder
}
