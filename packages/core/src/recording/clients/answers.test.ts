import { routeHosts } from '@retrial/fixtures'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { decision } from '../../decision/decision.js'
import { freshName } from '../../effects/testing/round-trip.js'
import { ReplayEngine } from '../../replay/replay-engine.js'
import { openStore } from '../../store/open-store.js'
import { capture } from '../capture.js'
import { WHOLE_ANSWERS } from './testing/answers.js'
import { manualTable } from './testing/manual-table.js'
import { startModelServer, type ModelServer } from './testing/model-server.js'

let server: ModelServer
let restore: () => void
beforeAll(async () => {
  server = await startModelServer()
  restore = routeHosts(server.url)
})
afterAll(async () => {
  restore()
  await server.close()
})

test.each(WHOLE_ANSWERS)('$of, whole', async ({ ask, fits }) => {
  const decided = decision(freshName(), ask)
  const store = await openStore('memory:')
  const recording = capture(() => decided(), { store })
  if (!fits) {
    await expect(recording).rejects.toMatchObject({
      code: 'NOT_SERIALIZABLE',
      message: expect.stringContaining('output is an instance of'),
    })
    return
  }
  const { value, snapshot } = await recording
  expect(snapshot.outputs[0]!.value).toEqual(value)
  expect(await new ReplayEngine(store, { mode: 'strict' }).replay(snapshot.id)).toMatchObject({
    verdict: 'match',
  })
})

test('the manual says which fit', () => {
  expect(manualTable('answers')).toEqual(
    WHOLE_ANSWERS.map(({ of, fits, instead = '' }) => [of, fits ? 'yes' : 'no', instead]),
  )
})
