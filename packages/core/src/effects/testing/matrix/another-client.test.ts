import { describe, expect, test } from 'vitest'
import { decision } from '../../../decision/decision.js'
import { capture } from '../../../recording/capture.js'
import { ReplayEngine } from '../../../replay/replay-engine.js'
import { openStore } from '../../../store/open-store.js'
import { freshName } from '../round-trip.js'
import { events } from './cases/events.js'
import { get } from './cases/get.js'
import { postJson } from './cases/post-json.js'
import { redirect302 } from './cases/redirect-302.js'
import { redirect307 } from './cases/redirect-307.js'
import { streamedUpload } from './cases/streamed-upload.js'
import { CLIENTS } from './clients/index.js'
import { globalFetch } from './clients/global-fetch.js'
import { nodeHttp } from './clients/node-http.js'
import type { HttpClient } from './http-client.js'
import { startLocalServer } from './local-server.js'
import { Lockstep } from './lockstep.js'
import type { MatrixCase } from './matrix-case.js'
import { worldOf } from './run-cell.js'
import type { Seen } from './sight.js'

const CASES = [get, postJson, redirect302, redirect307, streamedUpload, events]
const TAPED = [...CLIENTS['undici']!, ...CLIENTS['node:http']!].filter(
  ({ protocol }) => protocol !== 'https:',
)

/** What every client shows of the last answer. */
function shared(seen: readonly Seen[]): unknown {
  const { head, body, pieces, end } = seen.at(-1)!
  return { status: (head as { status: number }).status, body, pieces, end }
}

/** Records the code with one client, and replays it with another. */
async function moved({ serve, code }: MatrixCase, from: HttpClient, to: HttpClient): Promise<unknown> {
  const server = await startLocalServer('http:')
  let opened = from.open(server.url)
  const decided = decision(
    freshName(),
    async () => {
      const run = new Lockstep()
      server.handler = serve!(run)
      return shared([await code(worldOf(server.url, opened, run))].flat())
    },
    { http: ['undici', 'node'] },
  )
  const store = await openStore('memory:')
  const { snapshot } = await capture(() => decided(), { store })
  await opened.close?.()
  await server.close()
  opened = to.open(server.url)
  const { verdict, misses, unused, escapes } = await new ReplayEngine(store, { mode: 'strict' }).replay(
    snapshot.id,
  )
  await opened.close?.()
  return { verdict, misses, unused, escapes }
}

/** A tape does not tell by which client it was recorded. */
describe.each(TAPED)('code that moves', (client) => {
  const held = { verdict: 'match', misses: [], unused: [], escapes: [] }

  test.each(CASES)(`from fetch to ${client.name}: $name`, async (row) => {
    expect(await moved(row, globalFetch, client)).toEqual(held)
  })

  test.each(CASES)(`from ${client.name} to node:http: $name`, async (row) => {
    expect(await moved(row, client, nodeHttp)).toEqual(held)
  })
})
