import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isReplayError } from '../../errors.js'
import { FIELD, FIELD_ROOTS } from '../rule.js'
import { GUARD_RULES } from '../../similarity/guard/guard-rules.js'
import { policy } from '../index.js'

const schema = JSON.parse(
  readFileSync(new URL('../../../schemas/policy.schema.json', import.meta.url), 'utf8'),
) as { $defs: { field: { pattern: string } } }
const allows = new Ajv2020({ strict: false }).compile(schema)

/** Whether it is read; anything but INVALID_POLICY is a failure of the test. */
function isRead(data: unknown): boolean {
  try {
    policy.fromJSON(data)
    return true
  } catch (error) {
    expect(isReplayError(error) && error.code, String(error)).toBe('INVALID_POLICY')
    return false
  }
}

function agree(data: unknown): void {
  expect(allows(data), JSON.stringify(data)).toBe(isRead(data))
}

const withField = (field: unknown) => ({ name: 'p', rules: [{ field, comparator: 'ignore' }] })

test('a field has one pattern', () => {
  expect(schema.$defs.field.pattern).toBe(FIELD.source)
  for (const root of FIELD_ROOTS) expect(FIELD.test(root)).toBe(true)
})

test.each([...GUARD_RULES.map((rule) => [rule]), [...GUARD_RULES], ['number'], ['toString'], [1], []])(
  'both know the rules of a guard: %j',
  (...guard) => {
    agree({ name: 'p', rules: [{ field: 'output', comparator: 'semanticSimilarity', guard }] })
  },
)

describe('fields that both allow, or neither', () => {
  test.each<[unknown, boolean]>([
    ['output', true],
    ['output.label', true],
    ['outputs.größe.価格', true],
    ['output.request-id', true],
    ['output[0][*].a', true],
    [`output['a.b']["c'd"]`, true],
    [`output['it\\'s']`, true],
    [`output['a\\\\']`, true],
    ["output['']", true],
    ["output['two\nlines']", true],
    ['output.constructors', true],
    ["output['a__proto__']", true],
    ['', false],
    ['otput', false],
    ['output.', false],
    ['output..a', false],
    ['.output', false],
    ['output[', false],
    ['output[-1]', false],
    ['output.0', false],
    ["output['a]", false],
    ["['output'].a", false],
    ["output['\\x']", false],
    ['output.__proto__', false],
    ['output.a.constructor.b', false],
    [`output['prototype']`, false],
    [`output["__proto__"].a`, false],
    ["output['\\__proto__']", false],
    ['output.constructor-', true],
    ['output.label\n', false],
    [5, false],
    [null, false],
  ])('%j: %s', (field, allowed) => {
    expect(allows(withField(field))).toBe(allowed)
    expect(isRead(withField(field))).toBe(allowed)
  })

  test('whatever they are made of', () => {
    const parts = [
      ...FIELD_ROOTS,
      ...[
        '.',
        '[',
        ']',
        "'",
        '"',
        '\\',
        '*',
        '0',
        'a',
        'é',
        '-',
        ' ',
        '\n',
        '_',
        '$',
        '.a',
        '[0]',
        '[*]',
        "['",
        "']",
        '["',
        '"]',
      ],
      ...['__proto__', 'prototype', 'constructor'],
    ]
    const tail = fc.array(fc.constantFrom(...parts), { maxLength: 8 }).map((list) => list.join(''))
    const field = fc.tuple(fc.constantFrom('', ...FIELD_ROOTS), tail).map((both) => both.join(''))
    fc.assert(
      fc.property(field, (text) => {
        agree(withField(text))
      }),
      { numRuns: 3_000 },
    )
  })
})

const anything = fc.constantFrom<unknown>(null, true, 0, -1, 1.5, '', 'x', [], {}, ['a'], { a: 'b' })
/** Mostly what belongs there, now and then something else or nothing. */
const oftenOf = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 30, arbitrary: value }, { weight: 1, arbitrary: anything })
/** Now and then with a member that does not belong there. */
const stray = (record: fc.Arbitrary<object>): fc.Arbitrary<object> =>
  fc
    .tuple(record, fc.integer({ min: 0, max: 19 }))
    .map(([made, n]) => (n === 0 ? { ...made, rule: [] } : made))
const amount = fc.constantFrom(0, 0.5, 10, 1e300)
const settings = {
  expected: fc.constantFrom<unknown>(null, 1, 'x', { a: [1] }, { $date: null }, { $bigint: '5' }),
  percent: amount,
  floor: amount,
  min: fc.constantFrom(-5, 0),
  max: fc.constantFrom(0, 5),
  delta: amount,
  pattern: fc.constantFrom('', '^a', 'a|b'),
  flags: fc.constantFrom('', 'i', 'ims', 'ii', 'g'),
  code: fc.constant('sha256:0'),
  percnt: amount,
}
const COMPARATORS = [
  'exactMatch',
  'maxIncreasePercent',
  'maxDecreasePercent',
  'withinRange',
  'matches',
  'ignore',
]
const OTHERS = ['matchesSchema', 'satisfies', 'toString', 'exact']
const BELONGS: Record<string, string[][]> = {
  exactMatch: [[], ['expected']],
  maxIncreasePercent: [['percent'], ['percent', 'floor']],
  maxDecreasePercent: [['percent'], ['percent', 'floor']],
  withinRange: [['min'], ['max'], ['min', 'max'], ['delta']],
  matches: [['pattern'], ['pattern', 'flags']],
  ignore: [[]],
}
const names = Object.keys(settings) as (keyof typeof settings)[]

/** No schema can say that one number is not above another: such rules are refused by the reader alone. */
const inOrder = (made: object) =>
  !('min' in made && 'max' in made) ||
  typeof made.min !== 'number' ||
  typeof made.max !== 'number' ||
  made.min <= made.max

const rule = fc
  .oneof(
    { weight: 9, arbitrary: fc.constantFrom(...COMPARATORS) },
    { weight: 1, arbitrary: fc.constantFrom(...OTHERS) },
  )
  .chain((comparator) => {
    const fitting = fc.constantFrom(...(Object.hasOwn(BELONGS, comparator) ? BELONGS[comparator]! : [[]]))
    const any = fc.subarray(names, { maxLength: 3 })
    return fc.oneof({ weight: 5, arbitrary: fitting }, { weight: 1, arbitrary: any }).chain((keys) =>
      fc.record(
        {
          field: oftenOf(fc.constantFrom('output', 'usage.totalTokens', 'output[*].a', 'otput')),
          comparator: oftenOf(fc.constant(comparator)),
          ...Object.fromEntries(
            keys.map((key) => [
              key,
              key === 'expected' ? settings.expected : oftenOf(settings[key as keyof typeof settings]),
            ]),
          ),
        },
        { requiredKeys: keys as never[] },
      ),
    )
  })
  .filter(inOrder)
const rules = fc.array(oftenOf(rule), { maxLength: 3 })
const override = stray(
  fc.record(
    {
      tags: oftenOf(
        fc.dictionary(fc.constantFrom('a', 'b'), oftenOf(fc.constantFrom('x', 'y')), { minKeys: 1 }),
      ),
      rules: oftenOf(rules),
    },
    { requiredKeys: ['tags', 'rules'] },
  ),
)
const data = stray(
  fc.record(
    {
      name: oftenOf(fc.constantFrom('p', 'steady')),
      rules: oftenOf(rules),
      $schema: oftenOf(fc.constant('./policy.schema.json')),
      unlisted: oftenOf(fc.constantFrom('judged', 'dropped')),
      overrides: oftenOf(fc.array(oftenOf(override), { maxLength: 2 })),
    },
    { requiredKeys: ['name', 'rules'] },
  ),
)

test('data that the schema allows is read, and no other is', () => {
  const seen = { read: 0, refused: 0 }
  const property = fc.property(data, (candidate) => {
    agree(candidate)
    seen[isRead(candidate) ? 'read' : 'refused']++
  })
  fc.assert(property, { numRuns: 5_000 })
  expect(seen.read).toBeGreaterThan(300)
  expect(seen.refused).toBeGreaterThan(100)
})

test('what is read is written as the schema allows, and read to the same', () => {
  fc.assert(
    fc.property(data, (candidate) => {
      fc.pre(isRead(candidate))
      const written = policy.fromJSON(candidate).toJSON()
      expect(allows(written), JSON.stringify(written)).toBe(true)
      expect(policy.fromJSON(written).toJSON()).toEqual(written)
    }),
  )
})

describe('what no schema can say is refused by name', () => {
  const refused = (more: object, text: string): [object, string] => [{ field: 'output', ...more }, text]
  test.each([
    refused({ comparator: 'withinRange', min: 2, max: 1 }, 'takes a min that is not above max'),
    refused({ comparator: 'matches', pattern: '(?=a)' }, 'RE2 syntax'),
    refused(
      { comparator: 'exactMatch', expected: { $date: 'x' } },
      'rules[0], exactMatch(output), expects what no recording can hold: "x" is not a date',
    ),
    refused({ comparator: 'exactMatch', expected: { $bigint: 'x' } }, 'expects what no recording can hold'),
    refused({ comparator: 'exactMatch', expected: { $map: 3 } }, 'expects what no recording can hold'),
    refused({ comparator: 'exactMatch', expected: { $url: 'x' } }, 'expects what no recording can hold'),
    refused({ comparator: 'exactMatch', expected: { $undefined: true } }, 'Leave expected out'),
  ])('%j', (data, text) => {
    const whole = { name: 'p', rules: [data] }
    expect(isRead(whole)).toBe(false)
    expect(() => policy.fromJSON(whole)).toThrow(text)
  })

  test('an expected value of great depth', () => {
    let deep: unknown = 1
    for (let level = 0; level < 100_000; level++) deep = [deep]
    expect(
      isRead({ name: 'p', rules: [{ field: 'output', comparator: 'exactMatch', expected: deep }] }),
    ).toBe(false)
  })
})
