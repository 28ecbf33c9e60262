import { SimilarityError } from '../../errors.js'

/** @param what the server did. Never its own text, which may quote the key or what it was sent. */
export function remoteFailure(id: string, what: string): SimilarityError {
  return new SimilarityError('EMBEDDER_FAILED', `The server of the embedder ${JSON.stringify(id)} ${what}.`)
}
