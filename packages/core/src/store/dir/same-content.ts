import { contentHash } from '../../snapshot/content-hash.js'
import { parseSnapshot } from '../../snapshot/serialize.js'
import type { JsonValue } from '../../snapshot/types.js'
import { formatContent } from './format-snapshot.js'

/**
 * Whether a stored text already says what another one says: all but the time, the durations and the hash are equal. A
 * stored text that is damaged, or was edited so that its hash is wrong, says nothing that may stay.
 *
 * @param text the text of a snapshot.
 */
export function hasSameContent(stored: string, text: string): boolean {
  if (stored === text) return true
  try {
    if (contentTextOf(stored) !== contentTextOf(text)) return false
    const snapshot = parseSnapshot(stored)
    return snapshot.contentHash === contentHash(snapshot)
  } catch {
    return false
  }
}

function contentTextOf(text: string): string {
  return formatContent(JSON.parse(text) as Record<string, JsonValue>)
}
