import http from 'node:http'
import { expect, test } from 'vitest'
import { decision } from '../decision/decision.js'
import { freshName } from '../effects/testing/round-trip.js'
import { captureSettled } from '../recording/capture.js'
import { openStore } from '../store/open-store.js'
import { collectGarbage } from '../testing/collect-garbage.js'
import { ReplayEngine } from './replay-engine.js'

const inPlace = (): unknown[] => [globalThis.fetch, http.request, Date, Math.random]
const before = inPlace()
const isAsBefore = (): boolean => inPlace().every((item, index) => item === before[index])

let stuck = false
const wait = decision(
  freshName(),
  async () => {
    const at = Date.now() * Math.random()
    if (stuck) await new Promise(() => undefined)
    return at
  },
  { http: ['undici', 'node'] },
)

test('a replay that never settles leaves nothing in place', async () => {
  stuck = false
  const { snapshot } = await captureSettled(() => wait())
  await collectGarbage(isAsBefore)
  stuck = true
  const engine = new ReplayEngine(await openStore('memory:'))
  const { verdict } = await engine.replay(snapshot, { timeoutMs: 20 })
  expect(verdict).toBe('timeout')
  await collectGarbage(isAsBefore)
  expect(inPlace()).toEqual(before)
})

test('nor does a recording', async () => {
  stuck = true
  void captureSettled(() => wait())
  expect(isAsBefore()).toBe(false)
  await collectGarbage(isAsBefore)
  expect(inPlace()).toEqual(before)
})
