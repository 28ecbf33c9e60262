import { expect, test } from 'vitest'
import { decision } from '../decision/decision.js'
import { freshName } from '../effects/testing/round-trip.js'
import { policy, ReplayPolicy } from '../policy/index.js'
import { capture } from '../recording/capture.js'
import { openStore } from '../store/open-store.js'
import type { SnapshotStore } from '../store/store.js'
import { ReplayEngine } from './replay-engine.js'
import type { ReplayOptions, ReplayTargets } from './types.js'

const store = await openStore('memory:')
const engine = new ReplayEngine(store)
const decided = decision(freshName(), (n: number) => ({ price: n }))
const { snapshot } = await capture(() => decided(5), { store })

test.each<[string, unknown]>([
  ['nothing', undefined],
  ['null', null],
  ['a URL', 'memory:'],
  ['no store', {}],
])('an engine with %s for a store is refused', (_what, given) => {
  expect(() => new ReplayEngine(given as SnapshotStore)).toThrow(
    expect.objectContaining({ code: 'INVALID_OPTION', message: expect.stringContaining('openStore(url)') }),
  )
})

test('the promise of a store is named as what it is', () => {
  expect(() => new ReplayEngine(openStore('memory:') as unknown as SnapshotStore)).toThrow(/It is a promise/)
})

test('a replay under a policy takes one: what is missing would leave its rules unchecked', async () => {
  for (const none of [undefined, null] as unknown as ReplayPolicy[]) {
    await expect(engine.replayWithPolicy(snapshot.id, none)).rejects.toMatchObject({ code: 'INVALID_OPTION' })
  }
})

test('data of a policy is no policy', async () => {
  const options = { policy: policy('p').exactMatch('output').toJSON() } as unknown as ReplayOptions
  await expect(engine.replay(snapshot.id, options)).rejects.toMatchObject({
    code: 'INVALID_OPTION',
    message: expect.stringContaining('policy.fromJSON(data)'),
  })
})

test('rules that change after they were checked are checked again', async () => {
  const rule: Record<string, unknown> = { field: 'output.price', comparator: 'withinRange', max: 9 }
  const rules = [rule]
  const options = { policy: { name: 'p', rules, overrides: [], unlisted: 'judged' } as never }
  const unchecked = { code: 'INVALID_POLICY' }
  expect(await engine.replay(snapshot.id, options)).toMatchObject({ verdict: 'match' })
  delete rule['max']
  await expect(engine.replay(snapshot.id, options)).rejects.toMatchObject(unchecked)
  rule['max'] = 9
  rules.push({ field: 'output.price', comparator: 'withinRange' })
  await expect(engine.replay(snapshot.id, options)).rejects.toMatchObject(unchecked)
})

test.each<[string, object]>([
  ['a setting that there is not', { field: 'output.price', comparator: 'withinRange', mx: 1 }],
  ['a comparator that there is not', { field: 'output.price', comparator: 'exactMach' }],
  ['a field that there is not', { field: 'outptu.price', comparator: 'exactMatch' }],
])('a rule that nobody has checked is, before anything runs: %s', async (_what, rule) => {
  const unchecked = new ReplayPolicy('p', [rule as never])
  const tagged = new ReplayPolicy('p', [], 'judged', [{ tags: { a: '1' }, rules: [rule as never] }])
  const foreign = { name: 'p', unlisted: 'judged', rules: [rule] } as unknown as ReplayPolicy
  for (const by of [unchecked, tagged, foreign]) {
    await expect(engine.replay(snapshot.id, { policy: by })).rejects.toMatchObject({ code: 'INVALID_POLICY' })
    await expect(engine.validate(snapshot.id, by)).rejects.toMatchObject({ code: 'INVALID_POLICY' })
  }
})

test('null is no list of targets', async () => {
  await expect(engine.replayBatch(null as unknown as ReplayTargets)).rejects.toMatchObject({
    code: 'INVALID_OPTION',
  })
  await expect(engine.getReplayStats(null as unknown as ReplayTargets)).rejects.toMatchObject({
    code: 'INVALID_OPTION',
  })
})

test('a list of inputs names none of them', async () => {
  const options = { overrides: { inputs: [7] } } as unknown as ReplayOptions
  await expect(engine.replay(snapshot.id, options)).rejects.toMatchObject({ code: 'INVALID_OPTION' })
})

test('validating by a policy that judges no value by itself says so', async () => {
  for (const by of [policy('p'), policy('p').ignore('output.price')]) {
    expect(await engine.validate(snapshot.id, by)).toMatchObject({
      verdict: 'unchecked',
      unchecked: ['policy("p") has no rule that judges a value of this recording by itself'],
    })
  }
})
