import { decision, type DecisionOptions } from '../../../decision/index.js'
import { capture } from '../../../recording/capture.js'
import { ReplayEngine } from '../../../replay/replay-engine.js'
import type { ReplayResult } from '../../../replay/types.js'
import type { DecisionSnapshot } from '../../../snapshot/types.js'
import { openStore } from '../../../store/open-store.js'
import { freshName } from '../../testing/round-trip.js'

export interface Recorded<T> {
  readonly value: T
  readonly snapshot: DecisionSnapshot
  /** A strict replay of the stored snapshot, or of a changed one. */
  replay(snapshot?: DecisionSnapshot): Promise<ReplayResult>
}

/** Records one call of `code`, through the text of a store. */
export async function recorded<T>(
  code: () => T | Promise<T>,
  options: DecisionOptions = {},
): Promise<Recorded<T>> {
  const decided = decision(freshName(), async () => code(), options)
  const store = await openStore('memory:')
  const { value, snapshot } = await capture(() => decided(), { store })
  const engine = new ReplayEngine(store, { mode: 'strict', timeoutMs: 5_000 })
  return { value, snapshot, replay: (changed) => engine.replay(changed ?? snapshot.id) }
}
