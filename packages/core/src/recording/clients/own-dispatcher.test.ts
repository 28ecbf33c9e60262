import { startHttpServer } from '@retrial/fixtures'
import * as undici from 'undici'
import { expect, test } from 'vitest'
import { decision } from '../../decision/decision.js'
import { freshName } from '../../effects/testing/round-trip.js'
import { capture } from '../capture.js'

test('a dispatcher that is set between two scopes is tapped for the next', async () => {
  const server = await startHttpServer((_request, response) => {
    response.writeHead(404).end()
  })
  const before = undici.getGlobalDispatcher()
  const decided = decision(freshName(), async () => (await fetch(`${server.url}/nothing`)).status)
  await capture(() => decided())
  undici.setGlobalDispatcher(new undici.Agent())
  const { snapshot } = await capture(() => decided())
  const agent = undici.getGlobalDispatcher()
  undici.setGlobalDispatcher(before)
  await agent.destroy()
  await server.close()
  expect(snapshot.effects).toMatchObject([{ response: { status: 404 } }])
})
