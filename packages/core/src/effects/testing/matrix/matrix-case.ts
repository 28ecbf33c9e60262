import type { HttpHandler } from '@retrial/fixtures'
import type { Ask } from './http-client.js'
import type { Lockstep } from './lockstep.js'
import type { Seen } from './sight.js'

/** One row of the matrix: what a server does, and what the code does with it. */
export interface MatrixCase {
  readonly name: string
  /** The server of one run. Default: nobody listens. */
  readonly serve?: (run: Lockstep) => HttpHandler
  /** The code under recording. Gives all that it saw. */
  readonly code: (world: World) => Promise<Seen | Seen[]>
  /** Fails unless the code saw what this case is about, so that `same` does not come of seeing nothing. */
  readonly check: (seen: Seen[]) => void
  /** Words of docs/clients.md that say why this differs in a replay, where it does. */
  readonly differs?: string
}

export interface World {
  /** Without a slash at the end. */
  readonly url: string
  /**
   * Sends a request with the client of the column. Never rejects: what was thrown is part of what was seen.
   *
   * @param options.show headers to see beside those that a recording keeps
   * @param options.enough walks away after so many pieces
   */
  readonly send: (
    ask: Ask,
    options?: { readonly show?: readonly string[]; readonly enough?: number },
  ) => Promise<Seen>
}
