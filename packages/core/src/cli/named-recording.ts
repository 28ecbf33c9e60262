import type { BaselinePlace } from '../config/baseline-place.js'
import type { DecisionSnapshot } from '../snapshot/types.js'
import { checkIsThere, withStore } from './open-chosen.js'

/** A recording, and where it was found. */
export interface NamedRecording {
  readonly snapshot: DecisionSnapshot
  readonly place: BaselinePlace
}

/**
 * Loads the recording that an argument names: an id in the store of the command, or `<store>#<id>` for that of another
 * one, such as `sqlite:prod.db#refunds/gold`. No id holds a `#`.
 *
 * @throws UsageError `SNAPSHOT_NOT_FOUND`, `INVALID_ID` or `INVALID_OPTION`; StoreError.
 */
export async function namedRecording(
  name: string,
  cwd: string,
  chosen: BaselinePlace,
): Promise<NamedRecording> {
  const at = name.lastIndexOf('#')
  const place = at === -1 ? chosen : { store: name.slice(0, at), storeRoot: cwd }
  checkIsThere(place)
  const id = name.slice(at + 1)
  return { place, snapshot: await withStore(place, { readOnly: true }, (store) => store.load(id)) }
}
