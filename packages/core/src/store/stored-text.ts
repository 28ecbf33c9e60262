import { StoreError } from '../errors.js'
import { LIMITS } from '../limits.js'
import { withoutSecrets } from '../snapshot/without-secrets.js'
import { parsed, type Parsed } from '../snapshot/serialize.js'
import { checkSnapshotShape } from '../snapshot/snapshot-shape.js'
import { checkSnapshotId } from '../snapshot/snapshot-id.js'
import type { DecisionSnapshot } from '../snapshot/types.js'
import type { PutOperation, StoreBackend } from './backend.js'
import { settledFacets } from './facets.js'
import { checkKnownOptions } from '../known-options.js'
import { checkOptionType } from '../option-type.js'
import { misplaced } from './misplaced.js'
import { tooLarge } from './refusals.js'
import type { SaveOptions } from './store.js'
import { RESTORE, unreadable } from './unreadable.js'

/**
 * A snapshot as it is now, ready to be kept: later changes to the object do not reach the store. Secrets do not reach
 * it either, wherever the snapshot comes from.
 *
 * @throws UsageError `INVALID_ID` or `INVALID_OPTION`; ValueError `INVALID_SNAPSHOT`, `NOT_SERIALIZABLE`,
 * `LIMIT_EXCEEDED` or `REDACTION_FAILED`.
 */
export function putOperation(
  backend: StoreBackend,
  url: string,
  snapshot: DecisionSnapshot,
  options: SaveOptions,
): PutOperation {
  checkKnownOptions(options, ['replace'], 'save')
  checkOptionType(options, 'replace', 'boolean', 'save')
  checkSnapshotShape(snapshot)
  checkSnapshotId(snapshot.id)
  const kept = withoutSecrets(snapshot)
  const text = backend.serialize(kept.encoded, kept.text)
  // A UTF-16 code unit takes at most three bytes: most texts need not be measured.
  if (text.length * 3 > LIMITS.snapshotBytes) {
    const bytes = Buffer.byteLength(text)
    if (bytes > LIMITS.snapshotBytes) throw tooLarge(snapshot.id, url, bytes)
  }
  const facets = settledFacets(kept.snapshot)
  return { kind: 'put', id: snapshot.id, text, facets, replace: options.replace === true }
}

/**
 * The snapshot of a stored text, a new object each time.
 *
 * @throws StoreError `STORE_CONFLICT`, `STORE_TOO_NEW` or `STORE_CORRUPT` when it is no snapshot.
 */
export function readStored(url: string, id: string, text: string): DecisionSnapshot {
  return parsedStored(url, id, text).snapshot
}

/** The same, and how it reads. */
export function parsedStored(url: string, id: string, text: string): Parsed {
  try {
    return parsed(text)
  } catch (cause) {
    throw unreadable(url, id, text, cause)
  }
}

/** The same, and it has to be the one of this id, else it is `STORE_CORRUPT` too. */
export function parseStored(url: string, id: string, text: string): DecisionSnapshot {
  const snapshot = readStored(url, id, text)
  if (snapshot.id === id) return snapshot
  throw new StoreError('STORE_CORRUPT', `${misplaced(url, id, snapshot.id)} ${RESTORE}`)
}
