import { createRequire } from 'node:module'
import { join } from 'node:path'
import { PolicyError } from '../errors.js'
import { projectRoot } from '../project-root.js'
import type { Embedder } from './embedder.js'
import { embeddingScorer } from './embedding-scorer.js'
import type { SimilarityScorer } from './scorer.js'

export const LOCAL_PACKAGE = '@retrial/embedder-local'
/** The one command that makes `local` work. */
export const INSTALL_LOCAL = `npm install --save-dev ${LOCAL_PACKAGE}`

/** On the global object, so that all copies of this package share one model. Null: it was looked for and is not there. */
const SLOT = Symbol.for('@retrial/core.local-scorer')
const host = globalThis as { [SLOT]?: SimilarityScorer | null | undefined }

/**
 * The scorer of `@retrial/embedder-local`, or undefined where that is not installed. It loads its model when it first
 * scores.
 *
 * @throws PolicyError `SCORER_MISSING` where it is installed and cannot be loaded.
 */
export function localScorer(): SimilarityScorer | undefined {
  if (host[SLOT] === undefined) {
    const folders = [projectRoot(), process.cwd()].map((folder) => join(folder, 'package.json'))
    const embedder = findLocalEmbedder([...folders, import.meta.url])
    host[SLOT] = embedder === undefined ? null : embeddingScorer(embedder)
  }
  return host[SLOT] ?? undefined
}

/**
 * Looks for the package from the first of some files, then from the next. It is the project that installs it, in a
 * repository of several not where the runner was started, and a package manager need not let core see it. Synchronous: jest runs CommonJS without `import()`.
 *
 * @throws PolicyError `SCORER_MISSING`
 */
export function findLocalEmbedder(from: readonly string[]): Embedder | undefined {
  for (const file of from) {
    const require = createRequire(file)
    const path = resolved(require)
    if (path === undefined) continue
    try {
      const { localEmbedder } = require(path) as { localEmbedder: () => Embedder }
      return localEmbedder()
    } catch (cause) {
      throw new PolicyError(
        'SCORER_MISSING',
        `${LOCAL_PACKAGE} is installed and cannot be loaded: ${(cause as Error).message} Install it anew: ${INSTALL_LOCAL}`,
        { cause },
      )
    }
  }
  return undefined
}

function resolved(require: NodeJS.Require): string | undefined {
  try {
    return require.resolve(LOCAL_PACKAGE)
  } catch {
    return undefined
  }
}
