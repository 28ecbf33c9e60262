import type { HttpTapName } from '../../../decision/definition.js'
import { errorFacts } from './error-facts.js'
import type { HttpClient, OpenClient } from './http-client.js'
import { nobodyListens, startLocalServer } from './local-server.js'
import { Lockstep } from './lockstep.js'
import type { MatrixCase, World } from './matrix-case.js'
import { recordAndReplay, type CellRun } from './record-and-replay.js'
import { Sight, type Seen } from './sight.js'

/** Finds out what one client comes to in one case. */
export async function runCell(
  client: HttpClient,
  { serve, code, check }: MatrixCase,
  http: readonly HttpTapName[],
): Promise<CellRun> {
  const protocol = client.protocol ?? 'http:'
  const server = await (serve === undefined ? nobodyListens(protocol) : startLocalServer(protocol))
  const opened = client.open(server.url, server.ca)
  try {
    return await recordAndReplay({
      code: async () => {
        const run = new Lockstep()
        server.handler = serve?.(run) ?? server.handler
        return [await code(worldOf(server.url, opened, run))].flat()
      },
      check,
      http,
      // Where nobody listens, the place stays taken: a contact would be refused again, and the guard would tell.
      close: async () => (serve === undefined ? undefined : server.close()),
    })
  } finally {
    await opened.close?.()
    await server.close()
  }
}

/** What code of a case is given. */
export function worldOf(url: string, client: OpenClient, run: Lockstep): World {
  return {
    url,
    async send(ask, { show, enough } = {}): Promise<Seen> {
      const sight = new Sight(show, (count) => {
        run.seen()
        return count === enough
      })
      try {
        await client.send(ask, sight)
        sight.seen.end = 'done'
      } catch (error) {
        sight.seen.end = errorFacts(error)
      }
      return sight.seen
    },
  }
}
