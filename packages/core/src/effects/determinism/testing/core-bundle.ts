import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'tsup'
import { newFolder } from '../../../store/testing/temporary-folder.js'

const source = new URL('../../../index.ts', import.meta.url)
let made: Promise<Bundles> | undefined

interface Bundles {
  readonly esm: string
  readonly cjs: string
}

/** The sources of the package as one file of plain JavaScript, in both forms: for processes and realms of their own. */
export function coreBundles(): Promise<Bundles> {
  made ??= make()
  return made
}

async function make(): Promise<Bundles> {
  const folder = newFolder()
  process.once('exit', () => {
    rmSync(folder, { recursive: true, force: true })
  })
  await build({
    config: false,
    entry: [fileURLToPath(source)],
    outDir: folder,
    format: ['esm', 'cjs'],
    target: 'node20',
    splitting: false,
    silent: true,
    outExtension: ({ format }) => ({ js: format === 'esm' ? '.mjs' : '.cjs' }),
    removeNodeProtocol: false,
    noExternal: [/^(?!better-sqlite3|node:)/],
    define: { 'import.meta.url': JSON.stringify(source.href) },
  })
  return { esm: join(folder, 'index.mjs'), cjs: join(folder, 'index.cjs') }
}
