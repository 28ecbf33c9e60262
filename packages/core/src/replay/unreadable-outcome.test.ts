import { expect, test } from 'vitest'
import { decision } from '../decision/decision.js'
import { freshName } from '../effects/testing/round-trip.js'
import { capture } from '../recording/capture.js'
import { openStore } from '../store/open-store.js'
import { ReplayEngine } from './replay-engine.js'

const refuses = (): never => {
  throw new RangeError('poison')
}

/** Of what comes out, reading throws: in a getter or a proxy. */
const POISON: [string, () => unknown][] = [
  ['a getter', () => ({ get a(): unknown { return refuses() } })], // prettier-ignore
  ['a getter inside', () => ({ list: [{ get a(): unknown { return refuses() } }] })], // prettier-ignore
  ['a proxy', () => new Proxy({}, { ownKeys: refuses })],
  [
    'a proxy of a list',
    () => new Proxy([1], { get: (_list, key) => (key === 'then' ? undefined : refuses()) }),
  ],
  ['a value in a Map', () => new Map([['a', new Proxy({}, { getPrototypeOf: refuses })]])],
  ['a throw of no error', () => new Proxy({}, { ownKeys: () => { throw null } })], // prettier-ignore
]

test.each(POISON)(
  '%s that throws is one result among many, in each form of replaying',
  async (_what, make) => {
    const store = await openStore('memory:')
    const engine = new ReplayEngine(store)
    let poisoned = false
    for (const outputs of ['value', 'keys'] as const) {
      poisoned = false
      const options = outputs === 'keys' ? { outputs } : {}
      const decided = decision(freshName(), (n: number) => (poisoned && n === 1 ? make() : { a: n }), options)
      const ids: string[] = []
      for (const n of [0, 1, 2]) ids.push((await capture(() => decided(n), { store })).snapshot.id)
      poisoned = true
      const results = await engine.replayBatch(ids)
      expect(results.map(({ verdict }) => verdict)).toEqual(['match', 'error', 'match'])
      expect(results[1]?.error).toMatchObject({
        code: 'NOT_SERIALIZABLE',
        message: expect.stringMatching(/^output.* cannot be read/),
      })
      expect(engine.replaySync(ids[1] as string)).toMatchObject({ verdict: 'error' })
      expect(await engine.getReplayStats(ids)).toMatchObject({ totalReplays: 3, erroredReplays: 1 })
    }
  },
)

test.each(POISON)('%s that throws cannot be recorded', async (_what, make) => {
  const store = await openStore('memory:')
  const asOutput = decision(freshName(), () => make())
  await expect(capture(() => asOutput(), { store })).rejects.toMatchObject({ code: 'NOT_SERIALIZABLE' })
  const asInput = decision(freshName(), (_input: unknown) => 1)
  await expect(capture(() => asInput(make()), { store })).rejects.toMatchObject({ code: 'NOT_SERIALIZABLE' })
})

test('a getter `then` that throws is what awaiting it makes of it: the error of the call', async () => {
  const store = await openStore('memory:')
  const engine = new ReplayEngine(store)
  let poisoned = false
  const decided = decision(freshName(), () => (poisoned ? { get then(): unknown { return refuses() } } : 1)) // prettier-ignore
  const { snapshot } = await capture(() => decided(), { store })
  poisoned = true
  expect(await engine.replay(snapshot.id)).toMatchObject({
    verdict: 'mismatch',
    replayedSnapshot: { error: { name: 'RangeError', message: 'poison' } },
  })
})
