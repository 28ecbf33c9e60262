import { setImmediate as nextTurn } from 'node:timers/promises'
import { decision } from '../../src/index.js'
import { send } from './calls/index.js'
import { withOneWordChanged } from './one-word.js'
import type { Sending } from './sending.js'

/** The change to the code under test: prompts are worded differently from then on. */
export const wording = { changed: false }

/** Asks a provider one thing, and gives back what its client gives. */
export const traffic = decision('traffic', (sending: Sending) =>
  send(wording.changed ? withOneWordChanged(sending).sending : sending),
)

/** Asks several things: one after some turns of the event loop, the others after it and all at once. */
export const bundle = decision('traffic-bundle', async ([first, ...others]: Sending[]) => {
  await nextTurn()
  if (first === undefined) return []
  const opening = await send(first)
  const rest = others.map(async (sending, position) => {
    for (let turns = position; turns > 0; turns--) await Promise.resolve().then(() => nextTurn())
    return await send(sending)
  })
  return [opening, ...(await Promise.all(rest))]
})
