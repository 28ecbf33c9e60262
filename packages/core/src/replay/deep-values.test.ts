import { afterEach, expect, test } from 'vitest'
import { decision } from '../decision/decision.js'
import { effect } from '../decision/effect.js'
import { freshName } from '../effects/testing/round-trip.js'
import { setLimits } from '../limits.js'
import { policy } from '../policy/index.js'
import { capture } from '../recording/capture.js'
import { explainResult } from '../reporting/explain-result.js'
import { openStore } from '../store/open-store.js'
import { ReplayEngine } from './replay-engine.js'

afterEach(() => {
  setLimits({})
})

/** The deepest that may be asked for, less the place that a value has in its snapshot. */
const DEPTH = 540

test.each<[string, (inner: unknown) => unknown]>([
  ['maps', (inner) => new Map([['a', inner]])],
  ['maps for keys', (inner) => new Map([[inner, 1]])],
  ['sets', (inner) => new Set([inner])],
  ['objects', (inner) => ({ a: inner, b: undefined })],
  ['lists', (inner) => [inner, undefined]],
  ['lists with holes', (inner) => Object.assign([inner], { length: 3 })],
  ['errors', (inner) => new Error('x', { cause: inner })],
])(
  '%s in each other, as deep as the limit goes, are recorded, replayed, judged and told',
  async (_what, wrap) => {
    setLimits({ valueDepth: 550 })
    const deep = (leaf: unknown): unknown =>
      Array.from({ length: DEPTH }).reduce<unknown>((inner) => wrap(inner), leaf)
    const store = await openStore('memory:')
    const engine = new ReplayEngine(store)
    let leaf = 1
    const decided = decision(freshName(), async (input: unknown) => {
      await effect('look up', async (_key: unknown) => deep(7), input)
      return deep(leaf)
    })
    const { snapshot } = await capture(() => decided(deep(0)), { store })
    expect(await engine.replay(snapshot.id)).toMatchObject({ verdict: 'match' })
    expect(await engine.validate(snapshot.id)).toMatchObject({ verdict: 'match' })
    leaf = 2
    const result = await engine.replayWithPolicy(snapshot.id, policy('p').exactMatch('output'))
    expect(result).toMatchObject({ verdict: 'violation' })
    expect(explainResult(result).join('\n').length).toBeLessThan(10_000)
  },
)
