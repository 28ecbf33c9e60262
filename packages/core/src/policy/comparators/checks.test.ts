import { type } from 'arktype'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { encode } from '../../snapshot/encode.js'
import { policy, type StandardSchema } from '../index.js'
import { ruleContext } from '../rule-context.js'
import type { ValidationRule } from '../rule.js'
import type { Finding } from './comparison.js'
import { comparatorOf } from './index.js'

const p = policy('steady')

async function judge(
  built: { rules: readonly ValidationRule[] },
  r: unknown,
  a: unknown,
): Promise<Finding | undefined> {
  const [rule] = built.rules as [Exclude<ValidationRule, { comparator: 'ignore' }>]
  const [recorded, replayed] = [r, a].map((side) => (side === undefined ? undefined : encode(side)))
  return comparatorOf(rule).compare({ recorded, replayed }, rule, { ...ruleContext(), place: [] })
}

test('exactMatch shows of long values where they differ, and what would look the same', async () => {
  const long = 'some words that stay. '.repeat(20)
  const late = await judge(p.exactMatch('output'), `${long}approved`, `${long}refused`)
  expect(late?.expected).toContain('approved')
  expect(late?.message).toMatch(/must stay ….*approved".*, is now ….*refused"/)
  const alike = await judge(p.exactMatch('output', '10 000'), 1, '10\u202f000')
  expect(alike).toMatchObject({ expected: '"10 000"', actual: '"10\\u202f000"' })
})

describe('matchesSchema', () => {
  const SCHEMAS: [string, StandardSchema][] = [
    ['zod', z.object({ label: z.enum(['spam', 'ham']), score: z.number().max(1) })],
    ['valibot', v.object({ label: v.picklist(['spam', 'ham']), score: v.pipe(v.number(), v.maxValue(1)) })],
    ['arktype', type({ label: "'spam' | 'ham'", score: 'number <= 1' })],
  ]

  test.each(SCHEMAS)('%s', async (vendor, schema) => {
    const rule = p.matchesSchema('output', schema)
    expect(await judge(rule, undefined, { label: 'spam', score: 1 })).toBeUndefined()
    const refused = await judge(rule, undefined, { label: 'eggs', score: 2 })
    expect(refused).toMatchObject({
      expected: `a value that the ${vendor} schema allows`,
      actual: '{"label":"eggs","score":2}',
    })
    expect(refused!.message).toMatch(/^is refused by its schema: label: .+; score: .+/)
  })

  test('a value keeps its type', async () => {
    const rule = p.matchesSchema(
      'output',
      z.object({ at: z.date(), count: z.bigint(), seen: z.set(z.string()) }),
    )
    expect(await judge(rule, undefined, { at: new Date(), count: 1n, seen: new Set(['a']) })).toBeUndefined()
  })

  test('a schema that looks something up', async () => {
    const known = z.string().refine(async (text) => Promise.resolve(text === 'known'))
    expect(await judge(p.matchesSchema('output', known), undefined, 'known')).toBeUndefined()
    expect(await judge(p.matchesSchema('output', known), undefined, 'else')).toMatchObject({
      message: expect.stringContaining('is refused by its schema') as string,
    })
  })

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['false', false],
    ['true', true],
    ['an empty object', {}],
    ['issues that are no list', { issues: true }],
    ['issues that are null', { issues: null, value: 1 }],
    ['issues, and none', { issues: [] }],
    ['nothing, later', Promise.resolve()],
  ])('a schema that gives %s has checked nothing', async (_what, given) => {
    const schema = { '~standard': { version: 1, vendor: 'own', validate: () => given } } as StandardSchema
    await expect(judge(p.matchesSchema('output', schema), undefined, 1)).rejects.toMatchObject({
      code: 'CHECK_FAILED',
      message: expect.stringContaining('neither a value nor a list of issues'),
    })
  })

  test('undefined may be what a schema makes of a value', async () => {
    const rule = p.matchesSchema('output', z.undefined())
    expect(await judge(rule, 1, undefined)).toBeUndefined()
  })

  test('many issues are counted', async () => {
    const rule = p.matchesSchema('output', z.array(z.number()))
    const finding = await judge(rule, undefined, ['a', 'b', 'c', 'd', 'e'])
    expect(finding!.message).toMatch(
      /^is refused by its schema: \[0\]: .+; \[1\]: .+; \[2\]: .+; and 2 more$/,
    )
  })

  test('an absent value', async () => {
    expect(await judge(p.matchesSchema('output', z.string()), 'x', undefined)).toBeDefined()
    expect(await judge(p.matchesSchema('output', z.string().optional()), 'x', undefined)).toBeUndefined()
  })

  test.each([
    [
      'at once',
      () => {
        throw new RangeError('no')
      },
    ],
    ['later', async () => Promise.reject(new RangeError('no'))],
  ])('one that throws %s is an error', async (_when, validate) => {
    const broken: StandardSchema = { '~standard': { version: 1, vendor: 'own', validate } }
    await expect(judge(p.matchesSchema('output', broken), 1, 1)).rejects.toMatchObject({
      code: 'CHECK_FAILED',
      message: 'matchesSchema(output): the check itself failed: RangeError: no',
    })
  })

  test.each([undefined, {}, { parse: () => 1 }, 'string', null])('%j is no schema', (schema) => {
    expect(() => p.matchesSchema('output', schema as never)).toThrow(
      expect.objectContaining({
        code: 'INVALID_POLICY',
        message: expect.stringContaining('policy("steady"): matchesSchema(output) takes a schema'),
      }),
    )
  })
})

describe('matches', () => {
  test.each<[string, string | RegExp, unknown, string | undefined]>([
    ['found', 'req_', 'my req_1', undefined],
    ['anchored', '^req_\\d+$', 'req_12', undefined],
    ['not found', '^req_\\d+$', 'my req_1', 'must match /^req_\\d+$/; "my req_1" does not match it'],
    ['a regular expression', /^REQ_/i, 'req_1', undefined],
    ['flags that say where to begin', /a/gy, 'ba', undefined],
    ['a class of letters', /^\p{Lu}/u, 'Élan', undefined],
    ['a code unit', /caf\u00e9/, 'café', undefined],
    ['a code point', /^\u{1f642}$/u, '🙂', undefined],
    ['a class of all', /^a[^]b$/, 'a\nb', undefined],
    ['a control character', /\cJb/, 'a\nb', undefined],
    ['a group with a name', /(?<id>req)_/, 'req_1', undefined],
    ['the syntax of RE2', '^(?P<a>\\x{e9})\\Q.*\\E(?i)B$', 'é.*b', undefined],
    ['a flag that says how to read classes', new RegExp('^[a-z]$', 'v'), 'b', undefined],
    ['several lines', /^b$/m, 'a\nb', undefined],
    ['a dot for all', /a.b/s, 'a\nb', undefined],
    ['a slash', /^a\/b$/, 'a/b', undefined],
    ['an empty text', '^$', '', undefined],
    ['a number', '1', 1, 'must match /1/; 1 is not a text'],
    ['absent', '1', undefined, 'must match /1/; absent is not a text'],
  ])('%s', async (_case, pattern, text, message) => {
    expect((await judge(p.matches('output', pattern), 'x', text))?.message).toBe(message)
  })

  test.each(['(a+)+$', '(x|x)*y', '.*a.*b.*c.*d$'])(
    '%s ends on a text made to hold it up',
    async (pattern) => {
      expect(await judge(p.matches('output', pattern), 'x', `${'ax'.repeat(50_000)}!`)).toBeDefined()
    },
  )

  test.each<[unknown, string]>([
    ['(', 'RE2 syntax'],
    ['(?=a)', 'no lookaround'],
    ['(a)\\1', 'no lookaround and no back references'],
    [/(?<!a)b/, 'no lookaround'],
    // As text: older compilers do not know the flag.
    [new RegExp('^[\\w&&[^b]]$', 'v'), 'the flags i, m and s'],
    [new RegExp('^[\\w--\\d]$', 'v'), 'the flags i, m and s'],
  ])('%s is refused at once', (pattern, text) => {
    expect(() => p.matches('output', pattern as string)).toThrow(
      expect.objectContaining({ code: 'INVALID_POLICY', message: expect.stringContaining(text) }),
    )
  })
})

describe('satisfies', () => {
  test('gets the replayed value first, and both as they were', async () => {
    const seen: unknown[] = []
    const at = new Date(5)
    const rule = p.satisfies('output', (...sides) => {
      seen.push(...sides)
      return true
    })
    expect(await judge(rule, { at }, undefined)).toBeUndefined()
    expect(await judge(rule, undefined, 1n)).toBeUndefined()
    expect(seen).toEqual([undefined, { at }, 1n, undefined])
  })

  test.each([
    ['at once', () => false],
    ['later', async () => false],
  ])('refuses %s', async (_when, check) => {
    expect(await judge(p.satisfies('output', check), 1, 2)).toEqual({
      expected: 'a value that the check accepts',
      actual: '2',
      message: 'is now 2, which its check refuses',
    })
  })

  test.each<[string, () => unknown, string]>([
    [
      'throws',
      () => {
        throw new TypeError('x is undefined')
      },
      'TypeError: x is undefined',
    ],
    ['rejects', async () => Promise.reject(new Error('down')), 'Error: down'],
    [
      'quotes a secret',
      () => {
        throw new Error(`401 for sk-${'a1B2c3D4'.repeat(5)}`)
      },
      'Error: 401 for [redacted:api-key]',
    ],
    [
      'throws no error',
      async () => {
        throw 7
      },
      '7',
    ],
    ['says nothing', () => undefined, 'TypeError: it gave undefined, not true or false'],
    ['says nothing later', async () => undefined, 'TypeError: it gave undefined, not true or false'],
    ['says something else', () => 1, 'TypeError: it gave number, not true or false'],
  ])('one that %s is an error, never a score', async (_what, check, text) => {
    await expect(judge(p.satisfies('output', check as () => boolean), 1, 2)).rejects.toMatchObject({
      code: 'CHECK_FAILED',
      message: `satisfies(output): the check itself failed: ${text}`,
    })
  })
})

describe('exactMatch with an expected value', () => {
  test.each<[string, unknown, unknown, string | undefined]>([
    ['equal', { a: 1 }, { a: 1 }, undefined],
    ['of another type', 5n, 5, 'must be {"$bigint":"5"}, is now 5'],
    ['different', 'a', 'b', 'must be "a", is now "b"'],
    ['null', null, null, undefined],
    ['absent', 'a', undefined, 'must be "a", is now absent'],
    ['a matcher', expect.stringMatching(/^req_/), 'req_1', undefined],
    ['a matcher that refuses', expect.any(Number), 'x', 'must be Any<Number>, is now "x"'],
    ['a matcher of a type of its own', expect.any(Date), new Date(), undefined],
    ['a matcher of a part', expect.objectContaining({ a: 1 }), { a: 1, b: 2 }, undefined],
    ['a matcher, absent', expect.anything(), undefined, expect.stringContaining('is now absent') as string],
  ])('%s', async (_case, expected, replayed, message) => {
    expect(
      (await judge(p.exactMatch('output', expected), 'whatever was recorded', replayed))?.message,
    ).toEqual(message)
  })

  test('a value that no recording can hold', () => {
    expect(() => p.exactMatch('output', () => 1)).toThrow(expect.objectContaining({ code: 'INVALID_POLICY' }))
  })
})
