import { join } from 'node:path'
import { bundled } from '../../../testing/bundled.js'

interface Bundles {
  readonly esm: string
  readonly cjs: string
}

let made: Promise<Bundles> | undefined

/** The sources of the package as one file, in both forms: for processes and realms of their own. */
export function coreBundles(): Promise<Bundles> {
  return (made ??= bundled(new URL('../../../index.ts', import.meta.url), ['esm', 'cjs']).then((folder) => ({
    esm: join(folder, 'index.mjs'),
    cjs: join(folder, 'index.cjs'),
  })))
}
