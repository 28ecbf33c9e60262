import { decision } from '../../decision/decision.js'
import type { DecisionOptions } from '../../decision/definition.js'
import { capture } from '../../recording/capture.js'
import { ReplayEngine } from '../../replay/replay-engine.js'
import type { ReplayResult } from '../../replay/types.js'
import type { DecisionSnapshot } from '../../snapshot/types.js'
import { openStore } from '../../store/open-store.js'
import { freshName } from './round-trip.js'

/** Records one piece of code, and replays another in its place, strictly. Both get the same input. */
export async function swap<T>(
  recording: (input: T) => unknown,
  replaying: (input: T) => unknown,
  { input, ...options }: DecisionOptions & { readonly input?: T } = {},
): Promise<{ snapshot: DecisionSnapshot; value: unknown; result: ReplayResult }> {
  let code = recording
  const decided = decision(freshName(), (given: T) => code(given), options)
  const store = await openStore('memory:')
  const { value, snapshot } = await capture(() => decided(input as T), { store })
  code = replaying
  const result = await new ReplayEngine(store, { mode: 'strict', timeoutMs: 10_000 }).replay(snapshot.id)
  return { snapshot, value, result }
}
