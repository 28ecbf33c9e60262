import { canonicalText } from './canonical.js'
import type { DecisionSnapshot } from './types.js'
import { nodeCrypto } from '../node-crypto.js'

/**
 * `sha256:` and the hex digest of the canonical text of a snapshot without `id` and `contentHash`: a renamed
 * snapshot keeps its hash, an edited one does not.
 */
export function contentHash(
  snapshot: Omit<DecisionSnapshot, 'contentHash'> & { contentHash?: string },
): DecisionSnapshot['contentHash'] {
  const { id: _id, contentHash: _hash, ...content } = snapshot
  return `sha256:${nodeCrypto.createHash('sha256').update(canonicalText(content, 'snapshot')).digest('hex')}`
}

/** Adds the content hash, computed when it is first read: most replayed snapshots are never stored. */
export function withContentHash(content: Omit<DecisionSnapshot, 'contentHash'>): DecisionSnapshot {
  let hash: DecisionSnapshot['contentHash'] | undefined
  return Object.defineProperty({ ...content }, 'contentHash', {
    get: () => (hash ??= contentHash(content)),
    enumerable: true,
  }) as DecisionSnapshot
}
