import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { bundled } from '../../testing/bundled.js'

let made: Promise<string> | undefined

/**
 * The sources of the stores as one file, made once for a test file.
 *
 * @returns the URL to import `in-process.ts` from.
 */
export function storeBundle(): Promise<string> {
  return (made ??= bundled(new URL('in-process.ts', import.meta.url), ['esm']).then(
    (folder) => pathToFileURL(join(folder, 'in-process.mjs')).href,
  ))
}
