import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { decision } from '../decision/decision.js'
import type { DecisionOptions } from '../decision/definition.js'
import { freshName } from '../effects/testing/round-trip.js'
import { capture } from '../recording/capture.js'
import { openStore } from '../store/open-store.js'
import type { SnapshotStore } from '../store/store.js'
import { ReplayEngine } from './replay-engine.js'
import type { ContextOverride, Overrides } from './types.js'

let store: SnapshotStore
let engine: ReplayEngine

beforeEach(async () => {
  vi.stubEnv('CI', '')
  vi.stubEnv('RETRIAL_CI', '')
  vi.stubEnv('REGION', 'eu')
  vi.stubEnv('TIER', 'gold')
  vi.stubEnv('RETRIAL_TEST_UNSET', undefined)
  store = await openStore('memory:')
  engine = new ReplayEngine(store)
})

afterEach(() => {
  vi.unstubAllEnvs()
})

async function recorded(code: () => unknown, options?: DecisionOptions) {
  const decided = decision(freshName(), code, options)
  const { snapshot } = await capture(() => decided(), { store })
  return snapshot.id
}

const withVariables = (environmentVariables: Record<string, string>): { overrides: Overrides } => ({
  overrides: { context: { environmentVariables } },
})

const surroundings = () => [process.env['REGION'], process.env['TIER'], process.env['RETRIAL_TEST_UNSET']]

describe('environment variables', () => {
  test.each<[string, DecisionOptions]>([
    ['that the decision lists', { env: ['REGION', 'TIER', 'RETRIAL_TEST_UNSET'] }],
    ['that it does not', {}],
  ])('%s reach the function and are shown in the diff', async (_what, options) => {
    const id = await recorded(surroundings, options)
    const given = { REGION: 'us', RETRIAL_TEST_UNSET: 'set' }
    const result = await engine.replay(id, withVariables(given))
    expect(result).toMatchObject({
      verdict: 'mismatch',
      replayOutput: ['us', 'gold', 'set'],
      diff: { contextChanged: true, inputsChanged: false },
      replayedSnapshot: { context: { environmentVariables: given }, determinism: { env: given } },
    })
    expect(result.diff?.changes.map(({ fieldPath }) => fieldPath)).toContain('context')
    expect(result.originalSnapshot).not.toHaveProperty('context')
    expect(engine.replaySync(id, withVariables(given)).replayOutput).toEqual(['us', 'gold', 'set'])
    expect(process.env['REGION']).toBe('eu')
    expect(await engine.replay(id)).toMatchObject({ verdict: 'match', diff: { contextChanged: false } })
  })

  test('that change nothing are no mismatch of their own', async () => {
    const id = await recorded(() => process.env['REGION']?.length, { env: ['REGION'] })
    expect(await engine.replay(id, withVariables({ REGION: 'us' }))).toMatchObject({
      verdict: 'match',
      diff: { contextChanged: true },
    })
  })

  test('of replays at once do not mix', async () => {
    const id = await recorded(async () => {
      await new Promise((resolve) => setImmediate(resolve))
      return process.env['REGION']
    })
    const regions = ['a', 'b', 'c', 'd']
    const results = await Promise.all(regions.map((REGION) => engine.replay(id, withVariables({ REGION }))))
    expect(results.map(({ replayOutput }) => replayOutput)).toEqual(regions)
  })

  test('that hold a secret keep it to themselves', async () => {
    const id = await recorded(() => `with ${process.env['SERVICE_TOKEN'] ?? ''}`)
    const secret = 'hunter22hunter22'
    const result = await engine.replay(id, withVariables({ SERVICE_TOKEN: secret }))
    expect(result.replayOutput).toMatch(/^with \[redacted:/)
    expect(JSON.stringify(result)).not.toContain(secret)
  })

  test('live', async () => {
    const id = await recorded(surroundings, { env: ['TIER'] })
    const given = { REGION: 'us', SERVICE_TOKEN: 'hunter22hunter22' }
    const result = await engine.replay(id, { effects: 'live', ...withVariables(given) })
    expect(result).toMatchObject({
      replayOutput: ['us', 'gold', null].map((value) => value ?? undefined),
      diff: { contextChanged: true },
      replayedSnapshot: {
        context: {
          environmentVariables: { REGION: 'us', SERVICE_TOKEN: expect.stringMatching(/^\[redacted:/) },
        },
        determinism: { env: { REGION: 'us', TIER: 'gold' } },
      },
    })
  })
})

describe('randomSeed', () => {
  const drawn = () => [Math.random(), crypto.randomUUID()]
  const seeded = (randomSeed: number): { overrides: Overrides } => ({
    overrides: { context: { randomSeed } },
  })

  test('is where all chance of the replay comes from', async () => {
    const id = await recorded(drawn)
    const first = await engine.replay(id, seeded(1))
    expect(first).toMatchObject({
      verdict: 'mismatch',
      diff: { contextChanged: true },
      replayedSnapshot: {
        context: { randomSeed: 1 },
        determinism: { seed: expect.stringMatching(/^[\da-f]{64}$/) },
      },
    })
    expect((await engine.replay(id, seeded(1))).replayOutput).toEqual(first.replayOutput)
    expect((await engine.replay(id, seeded(2))).replayOutput).not.toEqual(first.replayOutput)
    expect(await engine.replay(id)).toMatchObject({ verdict: 'match' })
    // The same seed draws the same live.
    expect(await engine.replay(id, { effects: 'live', ...seeded(1) })).toMatchObject({
      replayOutput: first.replayOutput,
      replayedSnapshot: { determinism: { seed: first.replayedSnapshot?.determinism?.seed } },
    })
  })

  test('counts where the recording drew nothing, too', async () => {
    let code: () => unknown = () => 1
    const id = await recorded(() => code())
    code = drawn
    expect(await engine.replay(id, seeded(7))).toMatchObject({ verdict: 'mismatch' })
  })
})

test('the context of an imported recording stays, but for what is overridden', async () => {
  const id = await recorded(() => process.env['REGION'])
  const snapshot = await store.load(id)
  const context = { runtimeVersion: 'v18', environmentVariables: { REGION: 'eu', OTHER: 'x' }, randomSeed: 4 }
  const imported = { ...snapshot, context }
  const plain = await engine.replay(imported)
  expect(plain).toMatchObject({
    verdict: 'match',
    diff: { contextChanged: false },
    replayedSnapshot: { context },
  })
  const result = await engine.replay(imported, withVariables({ REGION: 'us' }))
  expect(result.diff?.changes).toMatchObject([
    { fieldPath: 'output' },
    { fieldPath: 'context.environmentVariables.REGION', oldValue: 'eu', newValue: 'us' },
  ])
})

test.each<[unknown, string]>([
  [{}, 'name nothing'],
  [{ environmentVariables: {} }, 'name nothing'],
  [null, 'must be an object'],
  [[], 'must be an object'],
  [{ env: {} }, '"env"'],
  [{ randomseed: 1 }, 'Did you mean "randomSeed"?'],
  [{ dependencies: { a: '1' } }, 'dependencies would have no effect'],
  [{ runtimeVersion: 'v22' }, 'runtimeVersion would have no effect'],
  [{ hardwareInfo: {} }, 'hardwareInfo would have no effect'],
  [{ randomSeed: 1.5 }, 'randomSeed'],
  [{ randomSeed: '1' }, 'randomSeed'],
  [{ environmentVariables: { A: 1 } }, '"A"'],
  [{ environmentVariables: { 'A=B': 'x' } }, '"A=B"'],
  [{ environmentVariables: ['A'] }, 'environmentVariables'],
  [{ environmentVariables: 'A' }, 'environmentVariables'],
])('context: %j', async (context, message) => {
  const id = await recorded(() => 1)
  for (const effects of ['recorded', 'live'] as const) {
    await expect(
      engine.replay(id, { effects, overrides: { context: context as ContextOverride } }),
    ).rejects.toMatchObject({ code: 'INVALID_OPTION', message: expect.stringContaining(message) })
  }
})

test('an override of nothing that is known', async () => {
  const id = await recorded(() => 1)
  await expect(engine.replay(id, { overrides: { contxt: {} } as Overrides })).rejects.toMatchObject({
    code: 'INVALID_OPTION',
    message: expect.stringContaining('Did you mean "context"?'),
  })
})
