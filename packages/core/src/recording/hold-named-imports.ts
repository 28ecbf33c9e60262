import { mainGlobal } from '../decision/realm.js'
import { holdPatches } from '../effects/determinism/hold-patches.js'

/**
 * In a sandbox (jest, vitest's `vmThreads` and `vmForks`), `import { randomUUID } from 'node:crypto'` copies the function
 * that is there at the import, and what a recording or replay puts in its place later is not seen. So the stand-ins have
 * to be there before the test file is imported. Outside a recording or replay they do what the real functions do. Called
 * by the adapters' setup files.
 *
 * @returns what puts the real ones back, for the end of the test file; undefined where there is no sandbox, and nothing
 *   was done.
 */
export function holdNamedImports(): (() => void) | undefined {
  return mainGlobal() === globalThis ? undefined : holdPatches(['functions of modules'])
}
