import { createRequire } from 'node:module'
import { build } from 'tsup'
import { thirdPartyLicenses } from '../../tsup.licenses.js'

/** Builds the parser of the command line into one file, `commander.cjs`, in a folder. */
export async function buildCommander(folder: string): Promise<void> {
  await build({
    config: false,
    entry: { commander: createRequire(import.meta.url).resolve('commander') },
    outDir: folder,
    format: 'cjs',
    target: 'node20',
    splitting: false,
    removeNodeProtocol: false,
    silent: true,
    noExternal: [/./],
    esbuildPlugins: [thirdPartyLicenses(import.meta.dirname)],
  })
}
