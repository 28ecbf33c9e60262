import { routeHosts } from '@retrial/fixtures'
import { rmSync } from 'node:fs'
import { configure } from '../../../configure.js'
import { decision } from '../../../decision/decision.js'
import { freshName } from '../../../effects/testing/round-trip.js'
import { ReplayEngine } from '../../../replay/replay-engine.js'
import type { ReplayResult } from '../../../replay/types.js'
import type { DecisionSnapshot } from '../../../snapshot/types.js'
import { openStore } from '../../../store/open-store.js'
import { newFolder } from '../../../store/testing/temporary-folder.js'
import { captureSettled } from '../../capture.js'
import type { ClientCase } from './client-case.js'
import { BUSY, startModelServer } from './model-server.js'

/** One call, recorded against a provider, and replayed from a store with the provider gone. */
export interface Trip {
  readonly value?: unknown
  readonly error?: unknown
  readonly snapshot: DecisionSnapshot
  /** Requests that reached the provider. */
  readonly requests: number
  /** Strict. */
  readonly replay: ReplayResult
  /** The replay after a change of the prompt. */
  readonly missed: ReplayResult
  /** What the code came to in it: the class of an error, or its value as JSON. */
  readonly saw: string | undefined
}

export interface Trips {
  readonly calm: Trip
  /** Every request refused once. */
  readonly busy: Trip
}

/** More than any client here waits before it asks again. */
const PATIENCE_MS = 10_000

/** Takes the trips of all cases side by side, so that one's waiting is not another's. */
export async function takeTrips(cases: readonly ClientCase[]): Promise<Map<ClientCase, Trips>> {
  const server = await startModelServer()
  const restore = routeHosts(server.url)
  const folder = newFolder()
  configure({ limits: { missGraceMs: PATIENCE_MS } })
  try {
    const store = await openStore(`dir:${folder}`)
    let wording = 'What about'
    const record = async ({ run }: ClientCase, words: string) => {
      const name = freshName()
      const prompt = `${words} (${name})?`
      let saw: string | undefined
      const decided = decision(name, async (asked: string) => {
        try {
          const value = await run(`${wording} ${asked}`)
          saw = JSON.stringify(value)
          return value
        } catch (error) {
          saw = (error as Error).constructor.name
          throw error
        }
      })
      const captured = await captureSettled(() => decided(prompt), { store })
      return { ...captured, requests: server.asked(prompt), saw: () => saw }
    }
    const recordings = await Promise.all(
      cases.flatMap((given) => [record(given, 'the lamp'), record(given, BUSY)]),
    )
    await server.close()
    const ids = recordings.map(({ snapshot }) => snapshot.id)
    const engine = new ReplayEngine(store, { mode: 'strict' })
    const all = { concurrency: ids.length }
    const replays = await engine.replayBatch(ids, all)
    wording = 'Tell me about'
    const misses = await engine.replayBatch(ids, all)
    const trips = recordings.map((recording, index) => ({
      ...recording,
      replay: replays[index]!,
      missed: misses[index]!,
      saw: recording.saw(),
    }))
    return new Map(
      cases.map((given, index) => [given, { calm: trips[2 * index]!, busy: trips[2 * index + 1]! }]),
    )
  } finally {
    configure({})
    restore()
    await server.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
