import { describe, expect, test } from 'vitest'
import { locatedDiff } from '../diff/diff-snapshots.js'
import { tolerantlySame } from '../snapshot/tolerant.js'
import type { DecisionSnapshot, Output } from '../snapshot/types.js'
import { sampleSnapshot } from '../store/testing/sample-snapshot.js'
import { evaluatePolicy } from './evaluate.js'
import { policy, ReplayPolicy, type PolicyViolation } from './index.js'

const p = policy('steady')

function outputs(values: Record<string, unknown>): Output[] {
  return Object.entries(values).map(([name, value]) => ({ name, value, dataType: typeof value }))
}

function answered(value: unknown, overrides: Partial<DecisionSnapshot> = {}): DecisionSnapshot {
  return sampleSnapshot('refunds/1', { outputs: outputs({ result: value }), ...overrides })
}

function threw(message: string): DecisionSnapshot {
  return sampleSnapshot('refunds/1', { outputs: [], error: { name: 'Error', message } })
}

function evaluate(
  by: ReplayPolicy,
  recorded: DecisionSnapshot,
  replayed: DecisionSnapshot,
  sameLeaf = tolerantlySame,
): PolicyViolation[] {
  const { changes } = locatedDiff(recorded, replayed, sameLeaf)
  return evaluatePolicy(by, recorded, replayed, changes) as PolicyViolation[]
}

/** `rule-broken exactMatch(output.a) at output.a` */
function broken(by: ReplayPolicy, recorded: unknown, replayed: unknown): string[] {
  return evaluate(by, answered(recorded), answered(replayed)).map(
    ({ kind, ruleName, field }) => `${kind} ${ruleName} at ${field}`,
  )
}

const unlisted = (field: string): string => `unlisted-change unlisted-change at ${field}`
const exact = (rule: string, field = rule): string => `rule-broken exactMatch(${rule}) at ${field}`
const unresolved = (rule: string): string => `unresolved-field exactMatch(${rule}) at ${rule}`

describe('fields that no rule names', () => {
  test.each<[string, ReplayPolicy, unknown, unknown, string[]]>([
    ['equal', p, { a: 1 }, { a: 1 }, []],
    ['changed', p, { a: 1, b: 1 }, { a: 2, b: 2 }, [unlisted('output.a'), unlisted('output.b')]],
    ['new', p, { a: 1 }, { a: 1, b: 1 }, [unlisted('output.b')]],
    ['lost', p, { a: 1, b: 1 }, { a: 1 }, [unlisted('output.b')]],
    ['tolerated by the mode', p, { a: 'x ' }, { a: 'x' }, []],
    ['beside a named one', p.ignore('output.a'), { a: 1, b: 1 }, { a: 2, b: 2 }, [unlisted('output.b')]],
    ['dropped by only()', p.only().exactMatch('output.a'), { a: 1, b: 1 }, { a: 1, b: 2 }, []],
    ['dropped by only(), asked last', p.exactMatch('output.a').only(), { a: 1, b: 1 }, { a: 1, b: 2 }, []],
    ['a whole value', p, 'x', 'y', [unlisted('output')]],
    ['another type', p, { a: 1 }, [1], [unlisted('output')]],
  ])('%s', (_what, by, recorded, replayed, expected) => {
    expect(broken(by, recorded, replayed)).toEqual(expected)
  })
})

describe('ignore', () => {
  test.each<[string, ReplayPolicy, unknown, unknown, string[]]>([
    ['a changed field', p.ignore('output.a'), { a: 1 }, { a: 2 }, []],
    ['a new field', p.ignore('output.a'), {}, { a: 2 }, []],
    ['a lost field', p.ignore('output.a'), { a: 1 }, {}, []],
    ['a field on neither side', p.ignore('output.nothing'), { a: 1 }, { a: 1 }, []],
    ['all that a parent holds', p.ignore('output.a'), { a: { b: { c: 1 } } }, { a: { b: { c: 2 } } }, []],
    ['not its parent', p.ignore('output.a.b'), { a: { b: 1 } }, { a: 'x' }, [unlisted('output.a')]],
    ['not a parent that is gone', p.ignore('output.a.b'), { a: { b: 1 } }, {}, [unlisted('output.a')]],
    ['not its neighbour', p.ignore('output.a'), { ab: 1 }, { ab: 2 }, [unlisted('output.ab')]],
    [
      'everything but one field',
      p.ignore('output').exactMatch('output.a'),
      { a: 1, b: 1 },
      { a: 2, b: 2 },
      [exact('output.a')],
    ],
    ['one element', p.ignore('output[1]'), [1, 2, 3], [1, 9, 3], []],
    ['not another element', p.ignore('output[1]'), [1, 2, 3], [9, 2, 3], [unlisted('output[0]')]],
    [
      'one field of every element',
      p.ignore('output[*].at'),
      [{ at: 1 }, { at: 2 }],
      [{ at: 3 }, { at: 4 }],
      [],
    ],
    [
      'not the other fields of them',
      p.ignore('output[*].at'),
      [{ at: 1, b: 1 }],
      [{ at: 2, b: 2 }],
      [unlisted('output[0].b')],
    ],
    [
      'not an element more',
      p.ignore('output[*].at'),
      [{ at: 1 }],
      [{ at: 1 }, { at: 2 }],
      [unlisted('output[1]')],
    ],
    ['a member with a number for its name', p.ignore('output[404]'), { 404: 'a' }, { 404: 'b' }, []],
    ['a member with a hostile name', p.ignore(`output['a.b']`), { 'a.b': 1 }, { 'a.b': 2 }, []],
    ['inputs', p.ignore('inputs'), 1, 1, []],
  ])('%s', (_what, by, recorded, replayed, expected) => {
    expect(broken(by, recorded, replayed)).toEqual(expected)
  })
})

describe('exactMatch', () => {
  test.each<[string, ReplayPolicy, unknown, unknown, string[]]>([
    ['equal', p.exactMatch('output.a'), { a: { b: [1], c: 2 } }, { a: { c: 2, b: [1] } }, []],
    ['changed', p.exactMatch('output.a'), { a: 1 }, { a: 2 }, [exact('output.a')]],
    [
      'what a tolerant mode lets pass',
      p.exactMatch('output.a'),
      { a: 'x ' },
      { a: 'x' },
      [exact('output.a')],
    ],
    ['a number that is near', p.exactMatch('output.a'), { a: 0.1 + 0.2 }, { a: 0.3 }, [exact('output.a')]],
    ['-0 and 0', p.exactMatch('output.a'), { a: -0 }, { a: 0 }, [exact('output.a')]],
    ['undefined and absent', p.exactMatch('output.a'), { a: undefined }, {}, [exact('output.a')]],
    ['NaN and NaN', p.exactMatch('output.a'), { a: Number.NaN }, { a: Number.NaN }, []],
    [
      'maps',
      p.exactMatch('output.a'),
      { a: new Map([[1, 2]]) },
      { a: new Map([[1, 3]]) },
      [exact('output.a')],
    ],
    ['lost', p.exactMatch('output.a'), { a: 1 }, {}, [exact('output.a')]],
    ['new', p.exactMatch('output.a'), {}, { a: 1 }, [exact('output.a')]],
    [
      'inside a parent that is gone',
      p.exactMatch('output.a.b'),
      { a: { b: 1 } },
      {},
      [exact('output.a.b'), unlisted('output.a')],
    ],
    [
      'a parent, by a change inside it',
      p.exactMatch('output'),
      { a: 1, b: 1 },
      { a: 2, b: 1 },
      [exact('output')],
    ],
    [
      'each element',
      p.exactMatch('output[*].a'),
      [{ a: 1 }, { a: 2 }],
      [{ a: 1 }, { a: 3 }],
      [exact('output[*].a', 'output[1].a')],
    ],
    [
      'each element of a longer list',
      p.exactMatch('output[*].a'),
      [{ a: 1 }],
      [{ a: 1 }, { a: 2 }],
      [exact('output[*].a', 'output[1].a'), unlisted('output[1]')],
    ],
    [
      'each element of a shorter list',
      p.exactMatch('output[*].a'),
      [{ a: 1 }, { a: 2 }],
      [{ a: 1 }],
      [exact('output[*].a', 'output[1].a'), unlisted('output[1]')],
    ],
    [
      'each member of an object',
      p.exactMatch('output[*]'),
      { a: 1, b: 2 },
      { a: 1, b: 3 },
      [exact('output[*]', 'output.b')],
    ],
    [
      'twice on one field',
      p.exactMatch('output.a').exactMatch('output.a'),
      { a: 1 },
      { a: 2 },
      [exact('output.a'), exact('output.a')],
    ],
    [
      'beside ignore on the same field',
      p.ignore('output.a').exactMatch('output.a'),
      { a: 1 },
      { a: 2 },
      [exact('output.a')],
    ],
  ])('%s', (_what, by, recorded, replayed, expected) => {
    expect(broken(by, recorded, replayed)).toEqual(expected)
  })
})

describe('the more specific of two rules decides', () => {
  const whole = p.exactMatch('output')
  test.each<[string, ReplayPolicy, unknown, unknown, string[]]>([
    ['a member', whole.ignore('output.id'), { id: 1, a: 1 }, { id: 2, a: 1 }, []],
    ['a member, written first', p.ignore('output.id').exactMatch('output'), { id: 1 }, { id: 2 }, []],
    ['a member that is new', whole.ignore('output.id'), { a: 1 }, { a: 1, id: 2 }, []],
    ['a member of each element', whole.ignore('output[*].id'), [{ id: 1, a: 1 }], [{ id: 2, a: 1 }], []],
    ['an element', whole.ignore('output[0]'), [1, 2], [9, 2], []],
    ['in the other words for the first output', whole.ignore('outputs.result.id'), { id: 1 }, { id: 2 }, []],
    ['and nothing else', whole.ignore('output.id'), { id: 1, a: 1 }, { id: 2, a: 2 }, [exact('output')]],
    ['not the length of a list', whole.ignore('output[0]'), [1], [1, 2], [exact('output')]],
    [
      'not the other way round',
      p.ignore('output').exactMatch('output.a'),
      { a: 1 },
      { a: 2 },
      [exact('output.a')],
    ],
    [
      'not inside a tagged value',
      whole.ignore('output.size'),
      new Map([['a', 1]]),
      new Map([['a', 2]]),
      [exact('output')],
    ],
  ])('%s', (_what, by, recorded, replayed, expected) => {
    expect(broken(by, recorded, replayed)).toEqual(expected)
  })

  test('two exact rules name the inner place once', () => {
    const by = whole.exactMatch('output.a')
    expect(broken(by, { a: 1, b: 1 }, { a: 2, b: 1 })).toEqual([exact('output.a')])
  })
})

describe('a rule for each element', () => {
  const each = p.exactMatch('output.items[*].price')
  test.each<[string, unknown, unknown, string[]]>([
    ['of empty lists on both sides holds', { items: [] }, { items: [] }, []],
    ['of no list at all does not', {}, {}, [unresolved('output.items[*].price')]],
    [
      'of a list on one side only does not',
      { items: [] },
      {},
      [unresolved('output.items[*].price'), unlisted('output.items')],
    ],
    [
      'that has no such member does not',
      { items: [{}] },
      { items: [{}] },
      [unresolved('output.items[*].price')],
    ],
  ])('%s', (_what, recorded, replayed, expected) => {
    expect(broken(each, recorded, replayed)).toEqual(expected)
  })
})

describe('a recorded throw', () => {
  const byLabel = p.exactMatch('output.label')

  test('that is thrown again holds under a policy for the output', () => {
    expect(evaluate(byLabel, threw('no stock'), threw('no stock'))).toEqual([])
  })

  test('that became another one is an unlisted change', () => {
    const [violation] = evaluate(byLabel, threw('no stock'), threw('no money'))
    expect(violation).toMatchObject({ kind: 'unlisted-change', field: 'error.message' })
  })

  test('is not let through where nothing but rules judge', () => {
    const [violation] = evaluate(byLabel.only(), threw('no stock'), threw('no money'))
    expect(violation).toMatchObject({ kind: 'unresolved-field', field: 'output.label' })
  })
})

describe('a field that neither side has', () => {
  test.each(['output.typo', 'output[7]', 'outputs.other', 'usage.totalTokens', 'error.name', 'inputs.other'])(
    '%s is a violation',
    (field) => {
      expect(broken(p.exactMatch(field), { a: 1 }, { a: 1 })).toEqual([unresolved(field)])
      expect(broken(p.exactMatch(field).only(), { a: 1 }, { a: 1 })).toEqual([unresolved(field)])
    },
  )

  test.each(['toString', 'valueOf', 'hasOwnProperty', 'length'])('inherited %s is not there', (name) => {
    expect(broken(p.exactMatch(`output.${name}`), { a: 1 }, { a: 1 })).toEqual([unresolved(`output.${name}`)])
  })

  test('says that the spelling may be wrong', () => {
    expect(evaluate(p.exactMatch('output.typo'), answered({}), answered({}))).toMatchObject([
      {
        kind: 'unresolved-field',
        expected: 'a value',
        actual: 'absent',
        message: expect.stringContaining('spelling'),
      },
    ])
  })
})

describe('output and outputs', () => {
  const recorded = sampleSnapshot('refunds/1', { outputs: outputs({ label: 'x', score: 1 }) })
  const replay = (values: Record<string, unknown>) =>
    sampleSnapshot('refunds/1', { outputs: outputs(values) })
  const kinds = (by: ReplayPolicy, values: Record<string, unknown>) =>
    evaluate(by, recorded, replay(values)).map(({ kind, field }) => `${kind} ${field}`)

  test.each<[string, ReplayPolicy, Record<string, unknown>, string[]]>([
    ['output is the first one', p.ignore('output'), { label: 'y', score: 1 }, []],
    ['so is its name', p.ignore('outputs.label'), { label: 'y', score: 1 }, []],
    ['and not the second', p.ignore('output'), { label: 'x', score: 2 }, ['unlisted-change outputs.score']],
    ['the second by its name', p.ignore('outputs.score'), { label: 'x', score: 2 }, []],
    ['all of them', p.ignore('outputs'), { label: 'y', score: 2 }, []],
    ['each of them', p.ignore('outputs[*]'), { label: 'y', score: 2 }, []],
    ['all of them exactly', p.exactMatch('outputs'), { label: 'y', score: 1 }, ['rule-broken outputs']],
    ['in another order', p.exactMatch('output'), { score: 1, label: 'x' }, []],
    ['in another order, changed', p.exactMatch('output'), { score: 1, label: 'y' }, ['rule-broken output']],
  ])('%s', (_what, by, values, expected) => {
    expect(kinds(by, values)).toEqual(expected)
  })

  test('of a decision that threw, and answers now, by the names of the answer', () => {
    const before = threw('x')
    const by = p.ignore('error').ignore('output').ignore('outputs.score')
    expect(evaluate(by, before, replay({ label: 'x', score: 1 }))).toEqual([])
    expect(
      evaluate(p.ignore('error').ignore('outputs.label'), before, replay({ label: 'x', score: 1 })),
    ).toMatchObject([{ kind: 'unlisted-change', field: 'outputs.score' }])
  })
})

describe('other fields', () => {
  const facts: Partial<DecisionSnapshot> = {
    usage: { inputTokens: 1, outputTokens: 2, totalTokens: 3, cachedInputTokens: 1, cost: 0.5 },
    modelParameters: { modelName: 'm-1', parameters: { temperature: 0 } },
    executionTimeMs: 10,
  }
  test.each<[string, Partial<DecisionSnapshot>, string[]]>([
    [
      'usage.totalTokens',
      { usage: { inputTokens: 1, outputTokens: 3, totalTokens: 4 } },
      ['usage.totalTokens'],
    ],
    ['usage.cachedInputTokens', {}, []],
    [
      'usage.cachedInputTokens',
      { usage: { inputTokens: 1, outputTokens: 2, totalTokens: 3, cachedInputTokens: 0 } },
      ['usage.cachedInputTokens'],
    ],
    [
      'usage.cost',
      { usage: { inputTokens: 1, outputTokens: 2, totalTokens: 3, cost: 0.75 } },
      ['usage.cost'],
    ],
    // What is no longer told is not the same as what was told.
    ['usage.cost', { usage: { inputTokens: 1, outputTokens: 2, totalTokens: 3 } }, ['usage.cost']],
    [
      'modelParameters.modelName',
      { modelParameters: { modelName: 'm-2', parameters: {} } },
      ['modelParameters.modelName'],
    ],
    ['modelParameters.parameters.temperature', {}, []],
    ['executionTimeMs', { executionTimeMs: 11 }, ['executionTimeMs']],
    ['functionName', {}, []],
    ['functionName', { functionName: 'other' }, ['functionName']],
    ['inputs.input.text', {}, []],
  ])('%s', (field, overrides, expected) => {
    const violations = evaluate(
      p.exactMatch(field).only(),
      answered(1, facts),
      answered(1, { ...facts, ...overrides }),
    )
    expect(violations.map((violation) => violation.field)).toEqual(expected)
  })
})

describe('errors', () => {
  test.each<[string, ReplayPolicy, DecisionSnapshot, DecisionSnapshot, string[]]>([
    ['the same', p, threw('x'), threw('x'), []],
    ['another message', p, threw('x'), threw('y'), ['unlisted-change error.message']],
    ['another message that may change', p.ignore('error.message'), threw('x'), threw('y'), []],
    [
      'in place of an answer',
      p,
      answered(1),
      threw('x'),
      ['unlisted-change output', 'unlisted-change error'],
    ],
    [
      'in place of an answer, only() on the answer',
      p.exactMatch('output').only(),
      answered(1),
      threw('x'),
      ['rule-broken output'],
    ],
    [
      'in place of an answer with an ignored field',
      p.ignore('output.a'),
      answered({ a: 1 }),
      threw('x'),
      ['unlisted-change output', 'unlisted-change error'],
    ],
  ])('%s', (_what, by, recorded, replayed, expected) => {
    expect(evaluate(by, recorded, replayed).map(({ kind, field }) => `${kind} ${field}`)).toEqual(expected)
  })
})

describe('a violation', () => {
  test('of a rule', () => {
    expect(evaluate(p.exactMatch('output.a'), answered({ a: 'x' }), answered({}))).toEqual([
      {
        policy: 'steady',
        snapshotId: 'refunds/1',
        ruleName: 'exactMatch(output.a)',
        comparator: 'exactMatch',
        kind: 'rule-broken',
        field: 'output.a',
        expected: '"x"',
        actual: 'absent',
        message: 'output.a must stay "x", is now absent',
      },
    ])
  })

  test('of no rule', () => {
    expect(evaluate(p, answered({ a: 1 }), answered({ a: 2 }))).toEqual([
      {
        policy: 'steady',
        snapshotId: 'refunds/1',
        ruleName: 'unlisted-change',
        comparator: 'exactMatch',
        kind: 'unlisted-change',
        field: 'output.a',
        expected: '1',
        actual: '2',
        message: 'output.a was 1, is now 2, and no rule of the policy allows it',
      },
    ])
  })

  test.each([
    [{}, { a: undefined }, 'absent', '{"$undefined":true}'],
    [{ a: undefined }, {}, '{"$undefined":true}', 'absent'],
    [{ a: 1 }, { a: null }, '1', 'null'],
  ])('tells undefined, null and absent apart: %j → %j', (recorded, replayed, expected, actual) => {
    expect(evaluate(p, answered(recorded), answered(replayed))).toMatchObject([{ expected, actual }])
  })

  test('has short texts, however long the values are', () => {
    const [violation] = evaluate(p.exactMatch('output'), answered('x'.repeat(1e6)), answered('y'.repeat(1e6)))
    expect(violation?.message.length).toBeLessThan(500)
  })

  test('rules come first, in their order, then what is unlisted', () => {
    const by = p.exactMatch('output.b').exactMatch('output.a')
    expect(broken(by, { a: 1, b: 1, c: 1 }, { a: 2, b: 2, c: 2 })).toEqual([
      exact('output.b'),
      exact('output.a'),
      unlisted('output.c'),
    ])
  })
})

test('a change past 1,000 ignored ones is still a violation', () => {
  const trace = (offset: number) => Array.from({ length: 3_000 }, (_, index) => index + offset)
  expect(
    broken(p.ignore('output.trace'), { trace: trace(0), label: 'a' }, { trace: trace(9_000), label: 'b' }),
  ).toEqual([unlisted('output.label')])
})

test('a rule made by hand is checked when it is used', () => {
  const by = new ReplayPolicy('by hand', [{ field: 'label', comparator: 'exactMatch' }])
  expect(() => evaluate(by, answered(1), answered(1))).toThrow(
    expect.objectContaining({ code: 'INVALID_POLICY' }),
  )
})
