import { StoreError } from '../errors.js'
import { LIMITS } from '../limits.js'
import { checkSnapshotShape, parseSnapshot } from '../snapshot/serialize.js'
import { checkSnapshotId } from '../snapshot/snapshot-id.js'
import type { DecisionSnapshot } from '../snapshot/types.js'
import type { PutOperation, StoreBackend } from './backend.js'
import { settledFacets } from './facets.js'
import { checkKnownOptions, checkOptionType } from '../known-options.js'
import { tooLarge } from './refusals.js'
import type { SaveOptions } from './store.js'

/**
 * A snapshot as it is now, ready to be kept: later changes to the object do not reach the store.
 *
 * @throws UsageError `INVALID_ID` or `INVALID_OPTION`; ValueError `INVALID_SNAPSHOT`, `NOT_SERIALIZABLE` or
 * `LIMIT_EXCEEDED`.
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
  const text = backend.serialize(snapshot)
  // A UTF-16 code unit takes at most three bytes: most texts need not be measured.
  if (text.length * 3 > LIMITS.snapshotBytes) {
    const bytes = Buffer.byteLength(text)
    if (bytes > LIMITS.snapshotBytes) throw tooLarge(snapshot.id, url, bytes)
  }
  const facets = settledFacets(snapshot)
  return { kind: 'put', id: snapshot.id, text, facets, replace: options.replace === true }
}

/**
 * The snapshot of a stored text, a new object each time.
 *
 * @throws StoreError `STORE_CORRUPT` when it is no snapshot, or one of another id.
 */
export function parseStored(url: string, id: string, text: string): DecisionSnapshot {
  let snapshot: DecisionSnapshot
  try {
    snapshot = parseSnapshot(text)
  } catch (cause) {
    const why = (cause as Error).message
    throw new StoreError(
      'STORE_CORRUPT',
      `${JSON.stringify(id)} in ${url} cannot be read. ${why} ${RESTORE}`,
      {
        cause,
      },
    )
  }
  if (snapshot.id !== id)
    throw new StoreError('STORE_CORRUPT', `${misplaced(url, id, snapshot.id)} ${RESTORE}`)
  return snapshot
}

const RESTORE = 'It was left as it is: restore it, for example with git, or delete it and record it again.'

/** Says that a snapshot lies where another one belongs, as after a rename on disk. */
export function misplaced(url: string, place: string, id: string): string {
  return `${JSON.stringify(place)} in ${url} holds the snapshot of another id, ${JSON.stringify(id)}. A snapshot has to lie under its own id.`
}
