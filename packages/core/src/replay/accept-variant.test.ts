import { readFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { configure } from '../configure.js'
import { decision } from '../decision/decision.js'
import { freshName } from '../effects/testing/round-trip.js'
import { copySnapshots } from '../interop/copy-snapshots.js'
import { exportSnapshots } from '../interop/export-snapshots.js'
import { importSnapshots } from '../interop/import-snapshots.js'
import { setLimits } from '../limits.js'
import { policy } from '../policy/index.js'
import { capture } from '../recording/capture.js'
import { contentHash } from '../snapshot/content-hash.js'
import { openStore } from '../store/open-store.js'
import type { SnapshotStore } from '../store/store.js'
import { sampleSnapshot } from '../store/testing/sample-snapshot.js'
import type { GivenOutcome } from './outcome-to-accept.js'
import { ReplayEngine } from './replay-engine.js'

let folder: string
let store: SnapshotStore
let engine: ReplayEngine
let answer: unknown

beforeEach(async () => {
  vi.stubEnv('CI', '')
  vi.stubEnv('RETRIAL_CI', '')
  folder = await mkdtemp(join(tmpdir(), 'retrial-variant-'))
  store = await openStore(`dir:${folder}/store`)
  engine = new ReplayEngine(store)
  answer = { label: 'refund', reply: 'Yes.' }
})

afterEach(async () => {
  vi.unstubAllEnvs()
  setLimits({})
  configure({ redaction: {} })
  await store.close()
  await rm(folder, { recursive: true })
})

async function recorded(id = 'refunds/1') {
  const decided = decision(freshName(), (_ticket: string) => answer)
  await capture(() => decided('t-1'), { store, id })
  return id
}

const outcome = (value: unknown): GivenOutcome => ({ outputs: [{ name: 'result', value }] })

describe.each(['memory:', 'dir:', 'sqlite:'])('a recording in %s', (kind) => {
  beforeEach(async () => {
    await store.close()
    store = await openStore(kind === 'memory:' ? kind : `${kind}${folder}/other`)
    engine = new ReplayEngine(store)
  })

  test('a changed outcome is accepted once, and matches from then on', async () => {
    const id = await recorded()
    const before = await store.load(id)
    answer = { label: 'refund', reply: 'Of course.' }
    const failed = await engine.replay(id)
    expect(failed.verdict).toBe('mismatch')

    const after = await engine.acceptVariant(id, failed, { note: 'as polite' })
    expect(after.accepted).toEqual([
      {
        outputs: [{ name: 'result', value: answer, dataType: 'object' }],
        acceptedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        note: 'as polite',
      },
    ])
    expect(await store.load(id)).toEqual(after)
    expect(after.contentHash).toBe(contentHash(after))
    const { accepted: _accepted, contentHash: hash, ...rest } = after
    expect({ ...rest, contentHash: before.contentHash }).toEqual(before)
    expect(hash).not.toBe(before.contentHash)

    const result = await engine.replay(id)
    expect(result).toMatchObject({
      verdict: 'match',
      status: 'success',
      acceptedVariant: 1,
      outputsMatch: true,
    })
    expect(result.warnings).toEqual([])
    expect(result.originalSnapshot).toEqual(after)
    expect(result.replayedSnapshot).not.toHaveProperty('accepted')
    expect(engine.replaySync(id)).toMatchObject({ verdict: 'match', acceptedVariant: 1 })
    expect(await engine.getReplayStats([id])).toMatchObject({ successfulReplays: 1, exactMatches: 1 })
    expect(await engine.validate(id)).toMatchObject({ verdict: 'match' })
    expect(await store.verify()).toMatchObject({ checked: 1, problems: [] })
    answer = { label: 'refund', reply: 'Yes.' }
    expect(await engine.replay(id)).not.toHaveProperty('acceptedVariant')
  })

  test('taken out again, the recording is as it was', async () => {
    const id = await recorded()
    const before = await store.load(id)
    await engine.acceptVariant(id, outcome(1))
    await engine.acceptVariant(id, outcome(2))
    await engine.removeVariant(id, 1)
    expect((await store.load(id)).accepted).toMatchObject([{ outputs: [{ value: 2 }] }])
    await engine.removeVariant(id, 1)
    expect(await store.load(id)).toEqual(before)
  })

  test('any number at once, none is lost', async () => {
    const id = await recorded()
    const numbers = Array.from({ length: 20 }, (_item, index) => index)
    await Promise.all(numbers.map((n) => engine.acceptVariant(id, outcome(n))))
    expect((await store.load(id)).accepted?.map(({ outputs: [output] }) => output?.value)).toEqual(numbers)
  })

  test.skipIf(kind === 'memory:')('any number, each by a store of its own', async () => {
    const id = await recorded()
    const stores = await Promise.all(Array.from({ length: 8 }, () => openStore(store.url)))
    await Promise.all(stores.map((own, index) => new ReplayEngine(own).acceptVariant(id, outcome(index))))
    const { accepted = [] } = await store.load(id)
    expect(new Set(accepted.map(({ outputs: [output] }) => output?.value))).toEqual(new Set(stores.keys()))
    for (const own of stores) await own.close()
  })

  test('values keep their type', async () => {
    const id = await recorded()
    const value = { at: new Date(0), n: 12n, bytes: Buffer.from('x'), none: undefined, zero: -0 }
    await engine.acceptVariant(id, outcome(value))
    expect((await store.load(id)).accepted?.[0]?.outputs[0]).toStrictEqual({
      name: 'result',
      value,
      dataType: 'object',
    })
    answer = { ...value, zero: 0 }
    expect(await engine.replay(id, { mode: 'strict' })).toMatchObject({
      verdict: 'mismatch',
      acceptedVariant: 1,
    })
    answer = value
    expect(await engine.replay(id, { mode: 'strict' })).toMatchObject({
      verdict: 'match',
      acceptedVariant: 1,
    })
  })

  test('goes with its variants to another store, and through JSON lines', async () => {
    const id = await recorded()
    const after = await engine.acceptVariant(id, outcome(new Date(0)), { note: 'n' })
    const other = await openStore('memory:')
    await copySnapshots(store, other)
    expect(await other.load(id)).toEqual(after)
    const file = join(folder, 'out.jsonl')
    await exportSnapshots(store, file, { to: 'jsonl' })
    const third = await openStore('memory:')
    await importSnapshots(file, third, { from: 'jsonl' })
    expect(await third.load(id)).toEqual(after)
  })
})

describe('what can be accepted', () => {
  test('a snapshot of another call, and a throw', async () => {
    const decided = decision(freshName(), (_ticket: string) => answer)
    const id = 'refunds/1'
    await capture(() => decided('t-1'), { store, id })
    answer = 'other'
    const { snapshot } = await capture(() => decided('t-1'))
    await engine.acceptVariant(id, snapshot)
    await engine.acceptVariant(id, { error: { name: 'RangeError', message: 'none left', code: 'E_NONE' } })
    expect((await store.load(id)).accepted).toMatchObject([
      { outputs: [{ value: 'other' }] },
      { outputs: [], error: { name: 'RangeError', message: 'none left', code: 'E_NONE' } },
    ])
  })

  test('no snapshot of another decision, or of a call with other inputs', async () => {
    const decided = decision(freshName(), (ticket: string) => ticket)
    const other = decision(freshName(), (_ticket: string) => 'other')
    const id = 'refunds/1'
    await capture(() => decided('t-1'), { store, id })
    const captured = async (thunk: () => unknown) => (await capture(thunk)).snapshot
    await expect(engine.acceptVariant(id, await captured(() => other('t-1')))).rejects.toMatchObject({
      code: 'DECISION_CONFLICT',
      message: expect.stringContaining('and the recording is of'),
    })
    await expect(engine.acceptVariant(id, await captured(() => decided('t-2')))).rejects.toMatchObject({
      code: 'INVALID_OPTION',
      message: expect.stringContaining('a call with other inputs'),
    })
    expect(await store.load(id)).not.toHaveProperty('accepted')
  })

  test('with what else an output says', async () => {
    const id = await recorded()
    const output = { name: 'result', value: 1, confidence: 0.9, schemaVersion: '2' }
    await engine.acceptVariant(id, { outputs: [output] })
    expect((await store.load(id)).accepted).toMatchObject([{ outputs: [{ ...output, dataType: 'number' }] }])
  })

  test('one that a policy allowed', async () => {
    const id = await recorded()
    answer = { label: 'refund', reply: 'Sure.' }
    const result = await engine.replay(id, { policy: policy('p').ignore('output.reply') })
    expect(result.verdict).toBe('match')
    await engine.acceptVariant(id, result)
    expect(await engine.replay(id)).toMatchObject({ verdict: 'match', acceptedVariant: 1 })
  })

  test('absolute rules still hold', async () => {
    const id = await recorded()
    answer = { label: 'deny', reply: 'No.' }
    await engine.acceptVariant(id, await engine.replay(id))
    const by = policy('p').exactMatch('output.label', 'refund')
    expect(await engine.replay(id, { policy: by })).toMatchObject({
      verdict: 'violation',
      acceptedVariant: 1,
      policyViolations: [{ field: 'output.label' }],
    })
  })

  test.each<[string, unknown, string]>([
    ['nothing', null, 'it is null'],
    ['a text', 'refund', 'it is a string'],
    ['no outcome', {}, 'either outputs or an error'],
    [
      'both',
      { outputs: [{ name: 'a', value: 1 }], error: { name: 'E', message: '' } },
      'either outputs or an error',
    ],
    ['outputs that are no list', { outputs: { result: 1 } }, 'not a list'],
    ['an output without a value', { outputs: [{ name: 'result' }] }, 'not a list of { name, value }'],
    [
      'two outputs of one name',
      {
        outputs: [
          { name: 'a', value: 1 },
          { name: 'a', value: 2 },
        ],
      },
      'two outputs "a"',
    ],
    ['a confidence that is a text', { outputs: [{ name: 'a', value: 1, confidence: 'high' }] }, 'confidence'],
    ['an unknown field of an output', { outputs: [{ name: 'a', value: 1, score: 1 }] }, '"score"'],
    ['nothing at all', undefined, 'it is undefined'],
    ['an error that is a text', { error: 'no' }, 'its error is not'],
    ['a misspelt field', { ouputs: [] }, '"ouputs"'],
  ])('%s is refused', async (_what, given, message) => {
    const id = await recorded()
    await expect(engine.acceptVariant(id, given as GivenOutcome)).rejects.toMatchObject({
      code: 'INVALID_OPTION',
      message: expect.stringContaining(message),
    })
  })

  test('no result of another recording, of other inputs, or that is no answer', async () => {
    const id = await recorded()
    const other = await engine.replay(await recorded('refunds/2'))
    await expect(engine.acceptVariant(id, other)).rejects.toMatchObject({
      code: 'INVALID_OPTION',
      message: expect.stringContaining('"refunds/2"'),
    })
    answer = 2
    const elsewhere = await engine.replay(id, { overrides: { inputs: { input: 't-2' } } })
    await expect(engine.acceptVariant(id, elsewhere)).rejects.toMatchObject({
      message: expect.stringContaining('other inputs'),
    })
    for (const verdict of ['miss', 'unused', 'escaped', 'timeout', 'nondeterministic', 'error'] as const) {
      const result = { ...(await engine.replay(id)), verdict }
      await expect(engine.acceptVariant(id, result)).rejects.toMatchObject({
        message: expect.stringContaining(verdict),
      })
    }
    expect(await store.load(id)).not.toHaveProperty('accepted')
  })

  test.each<[object, string]>([
    [{ notes: 'x' }, '"notes"'],
    [{ note: 5 }, 'note'],
  ])('options %j', async (options, message) => {
    const id = await recorded()
    await expect(engine.acceptVariant(id, outcome(1), options)).rejects.toMatchObject({
      code: 'INVALID_OPTION',
      message: expect.stringContaining(message),
    })
  })

  test('the recorded outcome and one that is known are duplicates; only exact ones', async () => {
    const id = await recorded()
    const duplicate = (given: GivenOutcome, message: string) =>
      expect(engine.acceptVariant(id, given)).rejects.toMatchObject({
        code: 'DUPLICATE_VARIANT',
        message: expect.stringContaining(message),
      })
    await duplicate(outcome({ reply: 'Yes.', label: 'refund' }), 'the recorded one')
    await engine.acceptVariant(id, outcome({ n: 0 }))
    await engine.acceptVariant(id, outcome({ n: -0 }))
    await engine.acceptVariant(id, {
      outputs: [
        { name: 'b', value: 1 },
        { name: 'a', value: 2 },
      ],
    })
    await duplicate(outcome({ n: -0 }), 'variant 2')
    await duplicate(
      {
        outputs: [
          { name: 'a', value: 2 },
          { name: 'b', value: 1 },
        ],
      },
      'variant 3',
    )
    expect((await store.load(id)).accepted).toHaveLength(3)
  })

  test('no more than the limit', async () => {
    const id = await recorded()
    setLimits({ acceptedVariants: 2 })
    await engine.acceptVariant(id, outcome(1))
    await engine.acceptVariant(id, outcome(2))
    await expect(engine.acceptVariant(id, outcome(3))).rejects.toMatchObject({
      code: 'LIMIT_EXCEEDED',
      message: expect.stringContaining('acceptedVariants'),
    })
    setLimits({ acceptedVariants: 1 })
    await expect(store.load(id)).rejects.toMatchObject({ code: 'STORE_CORRUPT' })
  })

  test('what cannot be recorded is named', async () => {
    const id = await recorded()
    await expect(engine.acceptVariant(id, outcome({ f: () => 1 }))).rejects.toMatchObject({
      code: 'NOT_SERIALIZABLE',
      message: expect.stringContaining('outputs.result.f'),
    })
  })
})

describe('removeVariant', () => {
  test.each([0, 2, -1, 1.5, Number.NaN, '1' as never])('%s is no variant', async (number) => {
    const id = await recorded()
    await engine.acceptVariant(id, outcome(1))
    await expect(engine.removeVariant(id, number)).rejects.toMatchObject({ code: 'INVALID_OPTION' })
    expect((await store.load(id)).accepted).toHaveLength(1)
  })
})

describe('nothing is written', () => {
  test('in CI, but when it is allowed twice', async () => {
    const id = await recorded()
    vi.stubEnv('CI', 'true')
    await expect(engine.acceptVariant(id, outcome(1))).rejects.toMatchObject({ code: 'CI_WRITE_REFUSED' })
    await expect(engine.removeVariant(id, 1)).rejects.toMatchObject({ code: 'CI_WRITE_REFUSED' })
    expect(await store.load(id)).not.toHaveProperty('accepted')
    vi.stubEnv('RETRIAL_ALLOW_CI_WRITES', '1')
    expect(await engine.acceptVariant(id, outcome(1))).toHaveProperty('accepted')
  })

  test('for an unknown id', async () => {
    await expect(engine.acceptVariant('nowhere', outcome(1))).rejects.toMatchObject({
      code: 'SNAPSHOT_NOT_FOUND',
    })
  })

  test('over an edit by hand, which a new hash would hide', async () => {
    const id = await recorded()
    await edit(id, 'Yes.', 'No.')
    await expect(engine.acceptVariant(id, outcome(1))).rejects.toMatchObject({ code: 'INVALID_SNAPSHOT' })
    expect(await store.verify()).toMatchObject({ problems: [{ code: 'HASH_MISMATCH' }] })
  })
})

test('a variant that was edited by hand is found by verify, and the match says so', async () => {
  const id = await recorded()
  await engine.acceptVariant(id, outcome('sure'))
  await edit(id, '"sure"', '"never"')
  expect(await store.verify()).toMatchObject({ problems: [{ id, code: 'HASH_MISMATCH' }] })
  answer = 'never'
  expect(await engine.replay(id)).toMatchObject({
    verdict: 'match',
    acceptedVariant: 1,
    warnings: [expect.stringContaining('edited by hand')],
  })
})

test('secrets of an outcome and of a note are not kept', async () => {
  const id = await recorded()
  const secret = `sk-proj-${'a1B2c3D4'.repeat(5)}`
  await engine.acceptVariant(id, outcome({ reply: `key ${secret}`, password: 'hunter22x' }), {
    note: `see ${secret}`,
  })
  await engine.acceptVariant(id, { error: { name: 'Error', message: `refused ${secret}` } })
  const text = await readFile(join(folder, 'store', `${id}.json`), 'utf8')
  expect(text).not.toContain(secret)
  expect(text).not.toContain('hunter22x')
  expect(text).toContain('"note": "see [redacted:')
  expect(await store.verify()).toMatchObject({ problems: [] })
})

test('the rules of the decision count for its variants and their notes', async () => {
  const redact = { rules: [{ kind: 'ticket', pattern: /T-\d+/ }] }
  const decided = decision(freshName(), () => answer, { redact })
  const { snapshot } = await capture(() => decided(), { store })
  await engine.acceptVariant(snapshot.id, outcome('see T-12'), { note: 'like T-34' })
  expect((await store.load(snapshot.id)).accepted).toMatchObject([
    { outputs: [{ value: 'see [redacted:ticket]' }], note: 'like [redacted:ticket]' },
  ])
})

test('a variant that was written in elsewhere is saved without its secrets', async () => {
  const secret = `sk-proj-${'a1B2c3D4'.repeat(5)}`
  const accepted = [
    { outputs: [{ name: 'password', value: 'hunter22x', dataType: 'string' }], acceptedAt: '2026-02-01' },
    { outputs: [], error: { name: 'Error', message: secret }, acceptedAt: '2026-02-01', note: secret },
  ]
  const other = await openStore('memory:')
  await other.save(sampleSnapshot('x', { accepted }))
  const loaded = await other.load('x')
  expect(JSON.stringify(loaded.accepted)).not.toMatch(/sk-proj|hunter/)
  expect(loaded.accepted).toMatchObject([
    { acceptedAt: '2026-02-01' },
    { note: expect.stringMatching(/^\[redacted/) },
  ])
  expect(await other.verify()).toMatchObject({ problems: [] })
})

test('a variant of a result whose answer holds a secret matches', async () => {
  const id = await recorded()
  answer = { label: 'refund', token: `ghp_${'a1B2c3D4e5'.repeat(4)}` }
  await engine.acceptVariant(id, await engine.replay(id))
  expect(await engine.replay(id)).toMatchObject({ verdict: 'match', acceptedVariant: 1 })
})

describe('trials', () => {
  async function flipping(...answers: string[]) {
    let call = 0
    const decided = decision(freshName(), () => answers[call++ % answers.length])
    const { snapshot } = await capture(() => decided(), { store })
    await engine.acceptVariant(snapshot.id, outcome('two'))
    return snapshot.id
  }

  test('on one tape, two answers are nondeterministic, though both are accepted', async () => {
    const id = await flipping('one', 'two')
    expect(await engine.replay(id, { trials: 2 })).toMatchObject({
      verdict: 'nondeterministic',
      divergence: { at: 'output' },
    })
  })

  test('live, each may come to an accepted one', async () => {
    const id = await flipping('one', 'two', 'three')
    expect(await engine.replay(id, { effects: 'live', trials: 3, pass: 'majority' })).toMatchObject({
      verdict: 'match',
      status: 'partial',
      trials: { passed: 2, total: 3 },
    })
  })

  test('a failure against all variants is replayed once more', async () => {
    const id = await flipping('one', 'three', 'four')
    expect(await engine.replay(id)).toMatchObject({
      verdict: 'nondeterministic',
      divergence: { first: '"three"', second: '"four"' },
    })
  })
})

async function edit(id: string, before: string, after: string): Promise<void> {
  const file = join(folder, 'store', `${id}.json`)
  const text = await readFile(file, 'utf8')
  expect(text).toContain(before)
  await writeFile(file, text.replace(before, after))
}
