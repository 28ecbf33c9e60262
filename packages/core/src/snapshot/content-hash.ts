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
  const content: Record<string, unknown> = {}
  for (const key of Object.keys(snapshot) as (keyof typeof snapshot)[]) {
    if (key !== 'id' && key !== 'contentHash') content[key] = snapshot[key]
  }
  return `sha256:${nodeCrypto.createHash('sha256').update(canonicalText(content, 'snapshot')).digest('hex')}`
}

/** Adds the content hash, computed when it is first read: most replayed snapshots are never stored. */
export function withContentHash(content: Omit<DecisionSnapshot, 'contentHash'>): DecisionSnapshot {
  return Object.defineProperty(content, 'contentHash', WHEN_READ) as DecisionSnapshot
}

/** One getter for all: with one each, every snapshot would have a hidden class of its own, and live as long as that. */
const WHEN_READ: PropertyDescriptor & ThisType<DecisionSnapshot> = {
  get() {
    const value = contentHash(this)
    Object.defineProperty(this, 'contentHash', { value, enumerable: true })
    return value
  },
  enumerable: true,
  configurable: true,
}
