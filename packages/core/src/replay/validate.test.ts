import { beforeEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { decision } from '../decision/decision.js'
import type { DecisionOptions } from '../decision/definition.js'
import { freshName } from '../effects/testing/round-trip.js'
import { policy, type ReplayPolicy } from '../policy/index.js'
import { capture } from '../recording/capture.js'
import { withContentHash } from '../snapshot/content-hash.js'
import type { DecisionSnapshot } from '../snapshot/types.js'
import { openStore } from '../store/open-store.js'
import type { SnapshotStore } from '../store/store.js'
import { ReplayEngine } from './replay-engine.js'

let store: SnapshotStore
let engine: ReplayEngine

beforeEach(async () => {
  store = await openStore('memory:')
  engine = new ReplayEngine(store)
})

const p = policy('steady')

async function recorded(args: unknown[] = [{ n: 1 }], options: DecisionOptions = {}) {
  const code = vi.fn((..._args: unknown[]) => ({ price: 10, label: 'spam' }))
  const decided = decision(freshName(), code, options)
  const { snapshot } = await capture(() => decided(...args), { store })
  code.mockClear()
  return { snapshot, id: snapshot.id, code }
}

test('nothing is called, nothing is compared', async () => {
  const { id, code } = await recorded()
  const result = await engine.validate(id)
  expect(result).toMatchObject({ verdict: 'match', status: 'success', outputsMatch: null, diff: null })
  expect(result).not.toHaveProperty('replayedSnapshot')
  expect(result).not.toHaveProperty('replayOutput')
  expect(code).not.toHaveBeenCalled()
})

test('a mode of replay() and of the engine, and synchronous', async () => {
  const { id, code } = await recorded()
  const result = await engine.validate(id, p.withinRange('output.price', { max: 5 }))
  const options = { policy: p.withinRange('output.price', { max: 5 }), mode: 'validation-only' } as const
  expect(await engine.replay(id, options)).toEqual(result)
  expect(engine.replaySync(id, options)).toEqual(result)
  const validating = new ReplayEngine(store, { mode: 'validation-only' })
  expect(await validating.replayBatch([id], { policy: options.policy })).toEqual([result])
  expect(code).not.toHaveBeenCalled()
})

test.each([{ effects: 'live' }, { overrides: { inputs: { input: 2 } } }, { trials: 2 }])(
  'takes no option of a run: %j',
  async (options) => {
    vi.stubEnv('CI', '')
    vi.stubEnv('RETRIAL_CI', '')
    const { id } = await recorded()
    await expect(
      engine.replay(id, { mode: 'validation-only', ...(options as object) }),
    ).rejects.toMatchObject({ code: 'INVALID_OPTION', message: expect.stringContaining('nothing is run') })
    vi.unstubAllEnvs()
  },
)

/** What a policy without such rules is told to be. */
const nothing = 'policy("steady") has no rule that judges a value of this recording by itself'

describe('rules', () => {
  test.each<[string, ReplayPolicy, string, string[]]>([
    ['absolute, kept', p.withinRange('output.price', { min: 0, max: 20 }), 'match', []],
    ['absolute, broken', p.withinRange('output.price', { max: 5 }), 'violation', []],
    ['an expected value', p.exactMatch('output.label', 'spam'), 'match', []],
    ['another expected value', p.exactMatch('output.label', 'ham'), 'violation', []],
    ['a pattern', p.matches('output.label', '^s'), 'match', []],
    ['a schema', p.matchesSchema('output', z.object({ price: z.number().max(5) })), 'violation', []],
    [
      'an asynchronous schema',
      p.matchesSchema(
        'output.label',
        z.string().refine(async (x) => x === 'ham'),
      ),
      'violation',
      [],
    ],
    ['relative', p.exactMatch('output.label'), 'unchecked', ['exactMatch(output.label)']],
    [
      'a percentage',
      p.maxIncreasePercent('output.price', 10),
      'unchecked',
      ['maxIncreasePercent(output.price)'],
    ],
    ['a delta', p.withinRange('output.price', { delta: 1 }), 'unchecked', ['withinRange(output.price)']],
    ['a check of both sides', p.satisfies('output', () => true), 'unchecked', ['satisfies(output)']],
    [
      'one of each',
      p.withinRange('output.price', { max: 20 }).exactMatch('output.label'),
      'unchecked',
      ['exactMatch(output.label)'],
    ],
    [
      'a broken one of each',
      p.withinRange('output.price', { max: 5 }).exactMatch('output.label'),
      'violation',
      ['exactMatch(output.label)'],
    ],
    ['none', p, 'unchecked', [nothing]],
    ['only ignored', p.ignore('output.price'), 'unchecked', [nothing]],
    ['an unknown field', p.withinRange('output.prise', { max: 5 }), 'violation', []],
  ])('%s', async (_what, by, verdict, unchecked) => {
    const { id } = await recorded()
    expect(await engine.validate(id, by)).toMatchObject({
      verdict,
      status: verdict === 'match' ? 'success' : 'failed',
      outputsMatch: null,
      unchecked,
    })
  })

  test('a check that throws is an error', async () => {
    const { id } = await recorded()
    const broken = p.matchesSchema('output', {
      '~standard': {
        version: 1,
        vendor: 'own',
        validate: () => {
          throw new Error('no')
        },
      },
    })
    expect(await engine.validate(id, broken)).toMatchObject({
      verdict: 'error',
      error: { code: 'CHECK_FAILED' },
    })
  })
})

describe('the recording itself', () => {
  const tampered = ({ contentHash: _hash, ...content }: DecisionSnapshot, change: object) =>
    ({ ...withContentHash({ ...content, ...change }) }) as DecisionSnapshot

  test('edited by hand', async () => {
    const { snapshot } = await recorded()
    const edited = { ...snapshot, outputs: [{ ...snapshot.outputs[0]!, value: 'else' }] }
    expect(await engine.validate(edited)).toMatchObject({
      verdict: 'error',
      error: { code: 'INVALID_SNAPSHOT', message: expect.stringContaining('edited by hand') },
    })
  })

  test('with a value of another type than it says', async () => {
    const { snapshot } = await recorded()
    const wrong = tampered(snapshot, { outputs: [{ name: 'result', value: 1, dataType: 'string' }] })
    expect(await engine.validate(wrong)).toMatchObject({
      verdict: 'error',
      error: { message: expect.stringContaining('result is of type number, not string as it says') },
    })
  })

  test('of another system, with its own names of types', async () => {
    const { snapshot } = await recorded()
    const foreign = tampered(snapshot, {
      origin: { system: 'briefcase' },
      outputs: [{ name: 'result', value: 1, dataType: 'float' }],
    })
    expect(await engine.validate(foreign)).toMatchObject({ verdict: 'match' })
  })

  test('that is not there', async () => {
    await expect(engine.validate('nowhere')).rejects.toMatchObject({ code: 'SNAPSHOT_NOT_FOUND' })
  })

  test('of which no decision is registered', async () => {
    const { snapshot } = await recorded()
    expect(await engine.validate(tampered(snapshot, { functionName: 'gone' }))).toMatchObject({
      verdict: 'unchecked',
      unchecked: ['inputSchema (the decision is not registered)'],
    })
  })
})

describe('an input schema', () => {
  test.each<[string, unknown[], DecisionOptions['inputSchema'], string, string | undefined]>([
    ['of the one input, kept', [{ n: 1 }], z.object({ n: z.number() }), 'match', undefined],
    ['of the one input, broken', [{ n: 'x' }], z.object({ n: z.number() }), 'violation', 'inputs.input'],
    ['of several by name', [1, 'x'], z.object({ arg0: z.number(), arg1: z.string() }), 'match', undefined],
    ['of several, broken', [1, 2], z.object({ arg0: z.number(), arg1: z.string() }), 'violation', 'inputs'],
    ['that looks something up', ['x'], z.string().refine(async () => false), 'violation', 'inputs.input'],
  ])('%s', async (_what, args, inputSchema, verdict, field) => {
    const { id } = await recorded(args, { inputSchema: inputSchema! })
    expect(await engine.validate(id)).toMatchObject({
      verdict,
      policyViolations: field === undefined ? [] : [{ ruleName: 'inputSchema', field }],
    })
  })
})

test.each([
  { effects: 'live' },
  { mode: 'validation-only' },
  { trials: 2 },
  { overrides: { inputs: { input: 2 } } },
])('a call handed over as a function takes no %j, but for live', async (options) => {
  vi.stubEnv('CI', '')
  vi.stubEnv('RETRIAL_CI', '')
  const { id, code } = await recorded()
  const again = engine.replayCall(() => code(), id, options as object)
  if ('effects' in options) await expect(again).rejects.toMatchObject({ code: 'NOT_ONE_DECISION' })
  else await expect(again).rejects.toMatchObject({ code: 'INVALID_OPTION' })
  vi.unstubAllEnvs()
})
