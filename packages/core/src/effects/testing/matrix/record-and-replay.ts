import { isDeepStrictEqual } from 'node:util'
import { decision } from '../../../decision/decision.js'
import type { HttpTapName } from '../../../decision/definition.js'
import { captureSettled } from '../../../recording/capture.js'
import { ReplayEngine } from '../../../replay/replay-engine.js'
import { openStore } from '../../../store/open-store.js'
import { freshName } from '../round-trip.js'

/**
 * What became of the contacts of some code: `same` (the replay shows the code all that it saw live), `escaped` (they
 * went around the tape, and the guard caught them), `not seen` (around the tape and the guard), `differs`.
 */
export type Cell = 'same' | 'escaped' | 'not seen' | 'differs'

export interface CellRun {
  readonly cell: Cell
  /** For the message of a failure. */
  readonly facts: Readonly<Record<string, unknown>>
}

export interface Trial {
  /** Gives all that it saw of the world. */
  readonly code: () => Promise<unknown>
  /** Fails unless the code saw what the trial is about, so that `same` does not come of seeing nothing. */
  readonly check: (seen: never) => void
  readonly http: readonly HttpTapName[]
  /** Takes the world away. */
  readonly close: () => Promise<void>
}

/** Runs code live, records it, takes the world away, and replays it from a store. */
export async function recordAndReplay({ code, check, http, close }: Trial): Promise<CellRun> {
  const live = await code()
  check(live as never)
  const decided = decision(freshName(), code, { http })
  const store = await openStore('memory:')
  const { value: recorded, snapshot, escapes } = await captureSettled(async () => decided(), { store })
  await close()
  const engine = new ReplayEngine(store, { mode: 'strict', timeoutMs: 10_000 })
  const replay = await engine.replay(snapshot.id)
  const { verdict, replayOutput: replayed, misses, unused, error, diff } = replay
  const caught = [escapes, replay.escapes].filter((found) => found.length > 0).length
  const equal = isDeepStrictEqual(live, recorded) && isDeepStrictEqual(recorded, replayed)
  return {
    // To be caught means both times: while recording, where nothing is stored then, and in the replay.
    cell:
      caught === 2 && verdict === 'escaped'
        ? 'escaped'
        : caught === 0 && snapshot.effects.length === 0
          ? 'not seen'
          : caught === 0 && equal && verdict === 'match'
            ? 'same'
            : 'differs',
    facts: {
      ...{ verdict, misses, unused, error, changes: diff?.changes, escapes: [escapes, replay.escapes] },
      effects: snapshot.effects.map((effect) => ({ ...effect, response: undefined })),
      ...{ live, recorded, replayed },
    },
  }
}
