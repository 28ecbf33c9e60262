import { startHttpServer, type HttpHandler } from '@retrial/fixtures'
import { decision } from '../../decision/decision.js'
import type { DecisionOptions } from '../../decision/definition.js'
import { capture } from '../../recording/capture.js'
import { ReplayEngine } from '../../replay/replay-engine.js'
import type { ReplayResult } from '../../replay/types.js'
import type { DecisionSnapshot, Effect, HttpEffect } from '../../snapshot/types.js'
import { openStore } from '../../store/open-store.js'

export interface RoundTrip<T> {
  /** What the code gave while it was recorded. */
  readonly value: T
  readonly snapshot: DecisionSnapshot
  readonly effects: Effect[]
  /** The strict replay, with the server closed. */
  readonly replay: ReplayResult
  /** Requests that reached the server while recording. */
  readonly requests: number
}

let count = 0

/** A decision name that was not used before. */
export const freshName = (): string => `round trip ${++count}`

/**
 * Records `code` against a server, stores the snapshot, closes the server, and replays from the store. What `code`
 * gives must be equal to the last bit for the verdict to be `match`.
 */
export async function roundTrip<T>(
  handler: HttpHandler,
  code: (url: string) => T | Promise<T>,
  options: DecisionOptions = {},
): Promise<RoundTrip<T>> {
  let requests = 0
  const server = await startHttpServer((request, response) => {
    requests++
    return handler(request, response)
  })
  const decided = decision(freshName(), async (url: string) => code(url), options)
  const store = await openStore('memory:')
  const { value, snapshot } = await capture(() => decided(server.url), { store })
  await server.close()
  const replay = await new ReplayEngine(store, { mode: 'strict', timeoutMs: 5_000 }).replay(snapshot.id)
  return { value, snapshot, effects: snapshot.effects, replay, requests }
}

/** The recorded HTTP exchanges. */
export function exchanges({ effects }: { effects: readonly Effect[] }): HttpEffect[] {
  return effects.filter((effect) => effect.kind === 'http')
}

/** What a promise came to, with all of an error that code can act on. */
export async function outcomeOf(promise: PromiseLike<unknown>): Promise<unknown> {
  try {
    return await promise
  } catch (error) {
    return errorFacts(error)
  }
}

function errorFacts(error: unknown): unknown {
  if (!(error instanceof Error)) return { thrown: String(error) }
  const { name, message, cause } = error
  const { code } = error as { code?: unknown }
  return {
    class: error.constructor.name,
    name,
    message,
    ...(code === undefined ? {} : { code }),
    ...(cause instanceof Error
      ? { cause: { name: cause.name, message: cause.message, code: (cause as { code?: unknown }).code } }
      : {}),
  }
}
