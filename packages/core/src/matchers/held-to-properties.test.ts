import { describe, expect, test, vi } from 'vitest'
import { decision } from '../decision/decision.js'
import { freshName } from '../effects/testing/round-trip.js'
import { captureSettled } from '../recording/capture.js'
import { compareSnapshots } from '../replay/compare.js'
import { ReplayEngine } from '../replay/replay-engine.js'
import type { ReplayResult } from '../replay/types.js'
import { openStore } from '../store/open-store.js'
import { breaksProperties, heldToProperties } from './held-to-properties.js'
import type { Properties } from './options.js'

/** An output that is this, or a throw of it. */
const answering = (value: unknown) => () => {
  if (value instanceof Error) throw value
  return value
}

async function judged(
  [before, after]: readonly [unknown, unknown],
  properties: Properties,
  options: { outputs?: 'keys' } = {},
): Promise<ReplayResult> {
  let answer = answering(before)
  const decide = decision(freshName(), () => answer(), options)
  const { snapshot: recorded } = await captureSettled(() => decide(), { id: 'x' })
  answer = answering(after)
  const { snapshot: replayed } = await captureSettled(() => decide(), { id: 'x' })
  return heldToProperties(await compareSnapshots(recorded, replayed), properties)
}

const anyString: unknown = expect.any(String)
const anyNumber: unknown = expect.any(Number)

/** What is wrong, as `path: what is expected`; of a mismatch the paths that changed. */
function found({ verdict, policyViolations, diff }: ReplayResult): string[] {
  if (verdict === 'mismatch') return (diff?.changes ?? []).map(({ fieldPath }) => fieldPath)
  return policyViolations.map(({ field, kind, expected }) =>
    kind === 'unlisted-change' ? field : `${field}: ${expected}`,
  )
}

describe('what the properties accept may change, and nothing else', () => {
  test.each<[string, unknown, unknown, Properties, string?, string[]?]>([
    ['a member', { id: 'a', n: 1 }, { id: 'b', n: 1 }, { id: anyString }],
    ['a member that did not change', { id: 'a' }, { id: 'a' }, { id: anyString }],
    [
      'one that is not accepted',
      { id: 'a' },
      { id: 1 },
      { id: anyString },
      'violation',
      ['output.id: Any<String>'],
    ],
    ['one that never was', { id: 1 }, { id: 1 }, { id: anyString }, 'violation', ['output.id: Any<String>']],
    ['another member', { id: 'a', n: 1 }, { id: 'b', n: 2 }, { id: anyString }, 'mismatch', ['output.n']],
    [
      'both',
      { id: 'a', n: 1 },
      { id: 2, n: 2 },
      { id: anyString },
      'violation',
      ['output.id: Any<String>', 'output.n'],
    ],
    ['a member more', { id: 'a' }, { id: 'b', n: 1 }, { id: anyString }, 'mismatch', ['output.n']],
    ['a member that is new', {}, { id: 'b' }, { id: anyString }, 'mismatch', ['output.id']],
    ['a member that is gone', { id: 'a' }, {}, { id: anyString }, 'violation', ['output.id: Any<String>']],
    [
      'a misspelt one',
      { id: 'a' },
      { id: 'a' },
      { ids: anyString },
      'violation',
      ['output.ids: Any<String>'],
    ],
    ['of the prototype only', { a: 1 }, { a: 1 }, { toString: expect.anything() }, 'violation'],
    ['one inside', { a: { id: 1, n: 1 } }, { a: { id: 2, n: 1 } }, { a: { id: anyNumber } }],
    [
      'beside one inside',
      { a: { id: 1, n: 1 } },
      { a: { id: 2, n: 2 } },
      { a: { id: anyNumber } },
      'mismatch',
      ['output.a.n'],
    ],
    ['what holds it', { a: { n: 1 } }, { a: { n: 2 } }, { a: expect.objectContaining({ n: anyNumber }) }],
    [
      'a value for an object',
      { a: 1 },
      { a: 1 },
      { a: { id: anyNumber } },
      'violation',
      ['output.a: an object with these members'],
    ],
    ['elements', { a: [{ id: 1, n: 1 }] }, { a: [{ id: 2, n: 1 }] }, { a: [{ id: anyNumber }] }],
    [
      'ids that move on',
      { a: [{ id: 1 }, { id: 2 }] },
      { a: [{ id: 2 }, { id: 3 }] },
      { a: [{ id: anyNumber }, { id: anyNumber }] },
    ],
    [
      'in an element',
      { a: [{ id: 1, n: 1 }] },
      { a: [{ id: 2, n: 2 }] },
      { a: [{ id: anyNumber }] },
      'mismatch',
      ['output.a[0].n'],
    ],
    [
      'an element more',
      { a: [1] },
      { a: [1, 2] },
      { a: [anyNumber] },
      'violation',
      ['output.a: a list of 1'],
    ],
    ['no list', { a: [1] }, { a: { 0: 1 } }, { a: [anyNumber] }, 'violation'],
    [
      'values of a map',
      { a: new Map([['x', 1]]) },
      { a: new Map([['x', 2]]) },
      { a: new Map([['x', anyNumber]]) },
    ],
    ['a value as it is', { id: 'a', n: 1 }, { id: 'b', n: 1 }, { id: anyString, n: 1 }],
    ['another value than is demanded', { n: 1 }, { n: 1 }, { n: 2 }, 'violation', ['output.n: 2']],
    [
      'the value that is demanded, and was not recorded',
      { n: 1 },
      { n: 2 },
      { n: 2 },
      'mismatch',
      ['output.n'],
    ],
    ['nothing named', { n: 1 }, { n: 2 }, {}, 'mismatch', ['output.n']],
    [
      'a name with a dot',
      { 'a.b': 1 },
      { 'a.b': '2' },
      { 'a.b': anyNumber },
      'violation',
      ["output['a.b']: Any<Number>"],
    ],
    [
      'an unsafe name',
      JSON.parse('{"__proto__":1}'),
      JSON.parse('{"__proto__":2}'),
      JSON.parse('{"__proto__":3}'),
      'violation',
    ],
    ['no object', 'text', 'text', { id: anyString }, 'violation', ['output: an object with these members']],
    ['a throw', { id: 'a' }, new Error('broke'), { id: anyString }, 'violation'],
    [
      'a throw as recorded',
      new Error('broke'),
      new Error('broke'),
      { id: anyString },
      'violation',
      ['output: an object with these members'],
    ],
    ['no throw any more', new Error('broke'), { id: 'a' }, { id: anyString }, 'mismatch'],
  ])('%s', async (_what, before, after, properties, verdict = 'match', paths = []) => {
    const result = await judged([before, after], properties)

    expect([result.verdict, ...(paths.length === 0 ? [] : found(result))]).toEqual([verdict, ...paths])
    expect(breaksProperties(result)).toBe(verdict === 'violation')
    expect(result.status === 'success').toBe(verdict === 'match')
    expect(result.outputsMatch).toBe(
      verdict === 'match' || (verdict === 'violation' && result.diff?.changes.length === 0),
    )
    expect(result.warnings).toEqual([])
  })

  test('outputs by their names', async () => {
    const two = (id: unknown, label: string) => ({ id, label })
    const named = (after: unknown, properties: Properties) =>
      judged([two(1, 'a'), after], properties, { outputs: 'keys' })

    expect((await named(two(2, 'a'), { id: anyNumber })).verdict).toBe('match')
    expect(found(await named(two(2, 'b'), { id: anyNumber }))).toEqual(['outputs.label'])
    expect(found(await named(two('2', 'a'), { id: anyNumber, label: anyNumber }))).toEqual([
      'output: Any<Number>',
      'outputs.label: Any<Number>',
    ])
    const one = await judged([{ id: 1 }, { id: 2 }], { id: anyNumber }, { outputs: 'keys' })
    expect(one.verdict).toBe('match')
  })
})

test('the result still speaks of the recording as it is', async () => {
  const { originalSnapshot, replayedSnapshot } = await judged([{ id: 'a' }, { id: 'b' }], { id: anyString })

  expect(originalSnapshot?.outputs[0]?.value).toEqual({ id: 'a' })
  expect(replayedSnapshot?.outputs[0]?.value).toEqual({ id: 'b' })
})

test('what was accepted beside the recorded outcome is held to them too', async () => {
  vi.stubEnv('CI', '')
  const store = await openStore('memory:')
  let answer = { id: 1, label: 'refund' }
  const decide = decision(freshName(), () => answer)
  await captureSettled(() => decide(), { id: 'x', store })
  const engine = new ReplayEngine(store)
  await engine.acceptVariant('x', { outputs: [{ name: 'result', value: { id: 2, label: 'return' } }] })
  vi.unstubAllEnvs()
  const now = async (next: typeof answer): Promise<ReplayResult> => {
    answer = next
    return heldToProperties(await engine.replayCall(() => decide(), 'x'), { id: anyNumber })
  }

  expect(await now({ id: 3, label: 'return' })).toMatchObject({
    verdict: 'match',
    acceptedVariant: 1,
    warnings: [],
  })
  const plain = await now({ id: 2, label: 'refund' })
  expect(plain).toMatchObject({ verdict: 'match' })
  expect(plain).not.toHaveProperty('acceptedVariant')
  expect(await now({ id: 3, label: 'bug' })).toMatchObject({ verdict: 'mismatch' })
})

test('a recording that was edited by hand still says so, once', async () => {
  const store = await openStore('memory:')
  let n = 1
  const decide = decision(freshName(), () => ({ id: 'a', n }))
  const { snapshot } = await captureSettled(() => decide(), { id: 'x' })
  const edited = { ...snapshot, outputs: [{ ...snapshot.outputs[0]!, value: { id: 'b', n } }] }
  n = 2
  const replayed = await new ReplayEngine(store).replayCall(() => decide(), edited)
  const { warnings } = await heldToProperties(replayed, { id: anyString })

  expect(warnings).toEqual([expect.stringContaining('edited by hand')])
})

test('a matcher that throws is an error of the check, and no verdict on the decision', async () => {
  const broken = {
    asymmetricMatch: () => {
      throw new RangeError('broke')
    },
  }
  const result = await judged([{ id: 'a' }, { id: 'b' }], { id: broken })

  expect(result).toMatchObject({ verdict: 'error', error: { code: 'CHECK_FAILED' } })
  expect(result.error?.message).toBe('properties at output.id: the check itself failed: RangeError: broke')
})
