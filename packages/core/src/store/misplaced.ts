import { StoreError } from '../errors.js'
import { parseSnapshot } from '../snapshot/serialize.js'
import { checkSnapshotId } from '../snapshot/snapshot-id.js'
import type { StoreBackend } from './backend.js'
import type { StoreProblem } from './store.js'
import { RESTORE } from './unreadable.js'

/**
 * What is wrong with a snapshot that lies where another one belongs: `DUPLICATE_ID` when its own place holds it too,
 * as after a copy on disk, else `ID_MISMATCH`, as after a renaming.
 *
 * @param place the id it lies under.
 * @param id the id it has.
 */
export async function misplacedProblem(
  backend: StoreBackend,
  url: string,
  place: string,
  id: string,
): Promise<Omit<StoreProblem, 'id'>> {
  if (!(await holdsItsOwn(backend, id))) return { code: 'ID_MISMATCH', message: misplaced(url, place, id) }
  return {
    code: 'DUPLICATE_ID',
    message: `${JSON.stringify(place)} and ${JSON.stringify(id)} in ${url} both hold a snapshot of the id ${JSON.stringify(id)}. Delete the one too many, or write ${JSON.stringify(place)} as "id" into the first.`,
  }
}

/** The same as what reading it throws: `DUPLICATE_ID`, else `STORE_CORRUPT`. */
export async function misplacedError(
  backend: StoreBackend,
  url: string,
  place: string,
  id: string,
): Promise<StoreError> {
  const { code, message } = await misplacedProblem(backend, url, place, id)
  return code === 'DUPLICATE_ID'
    ? new StoreError(code, message)
    : new StoreError('STORE_CORRUPT', `${message} ${RESTORE}`)
}

/** Says that a snapshot lies where another one belongs. */
export function misplaced(url: string, place: string, id: string): string {
  return `${JSON.stringify(place)} in ${url} holds the snapshot of another id, ${JSON.stringify(id)}. A snapshot has to lie under its own id.`
}

async function holdsItsOwn(backend: StoreBackend, id: string): Promise<boolean> {
  try {
    // The id comes from a file: unchecked, it could lead out of the store.
    checkSnapshotId(id)
    const text = await backend.read(id)
    return text !== undefined && parseSnapshot(text).id === id
  } catch {
    return false
  }
}
