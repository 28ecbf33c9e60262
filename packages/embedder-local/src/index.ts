/**
 * `@retrial/embedder-local`: an English sentence embedder that needs no network. Its weights are part of what is
 * installed with it.
 *
 * @module
 */
export { localEmbedder } from './local-embedder.js'
