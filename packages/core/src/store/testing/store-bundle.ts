import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'tsup'
import { newFolder } from './temporary-folder.js'

const source = new URL('in-process.ts', import.meta.url)
let made: Promise<string> | undefined

/**
 * The sources of the stores as one file of plain JavaScript, made once for a test file: a process that loads it starts
 * several times as fast as one that compiles.
 *
 * @returns the URL to import `in-process.ts` from.
 */
export function storeBundle(): Promise<string> {
  made ??= make()
  return made
}

async function make(): Promise<string> {
  const folder = newFolder()
  process.once('exit', () => {
    rmSync(folder, { recursive: true, force: true })
  })
  await build({
    config: false,
    entry: [fileURLToPath(source)],
    outDir: folder,
    format: 'esm',
    target: 'node20',
    splitting: false,
    silent: true,
    outExtension: () => ({ js: '.mjs' }),
    removeNodeProtocol: false,
    noExternal: [/^(?!better-sqlite3|node:)/],
    // better-sqlite3 is looked for from the sources.
    define: { 'import.meta.url': JSON.stringify(source.href) },
  })
  return pathToFileURL(join(folder, 'in-process.mjs')).href
}
