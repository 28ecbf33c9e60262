import { describe, expect, test } from 'vitest'
import { UsageError } from '../errors.js'
import { policy, ReplayPolicy } from './index.js'
import { FIELD_ROOTS, ruleSteps } from './rule.js'

test('a new policy has its name and no rules, and judges every field', () => {
  expect(policy('steady')).toMatchObject({ name: 'steady', rules: [], unlisted: 'judged' })
  expect(policy('steady')).toBeInstanceOf(ReplayPolicy)
})

test('rules keep their order, several on one field included', () => {
  const built = policy('p')
    .exactMatch('output.a')
    .ignore('output.b')
    .exactMatch('output.a')
    .ignore('output.a')
  expect(built.rules).toEqual([
    { field: 'output.a', comparator: 'exactMatch' },
    { field: 'output.b', comparator: 'ignore' },
    { field: 'output.a', comparator: 'exactMatch' },
    { field: 'output.a', comparator: 'ignore' },
  ])
})

test('every method gives a new policy and leaves its own as it is', () => {
  const base = policy('p').exactMatch('output.a')
  const more = [base.exactMatch('output.b'), base.ignore('output.c'), base.only()]

  expect(base.rules).toHaveLength(1)
  expect(base.unlisted).toBe('judged')
  expect(more.map(({ rules }) => rules.length)).toEqual([2, 2, 1])
  expect(more.map(({ unlisted }) => unlisted)).toEqual(['judged', 'judged', 'dropped'])
  expect(more.map(({ name }) => name)).toEqual(['p', 'p', 'p'])
})

test('its rules cannot be changed from outside', () => {
  const rules = [{ field: 'output', comparator: 'exactMatch' as const }]
  const built = new ReplayPolicy('p', rules)
  rules.pop()

  expect(built.rules).toHaveLength(1)
  expect(() => (built.rules as unknown[]).pop()).toThrow(TypeError)
})

test('only() lasts through later rules', () => {
  expect(policy('p').only().exactMatch('output').ignore('inputs').unlisted).toBe('dropped')
})

test.each([undefined, null, 7, '', ' ', '\n\t', {}])('the name %j is refused', (name) => {
  expect(() => policy(name as string)).toThrow(
    expect.objectContaining({ code: 'INVALID_POLICY', message: expect.stringContaining('name') }),
  )
})

test.each(FIELD_ROOTS)('a field may begin with %s', (root) => {
  expect(ruleSteps('p', root)).toEqual([root])
  expect(ruleSteps('p', `${root}.a[0]['b.c'][*]`)).toHaveLength(5)
})

describe('a field that cannot be used', () => {
  test.each<[unknown, string]>([
    ['', 'it is not a path'],
    ['output.', 'it is not a path'],
    ['output..a', 'it is not a path'],
    ['output[x]', 'it is not a path'],
    [undefined, 'it is not a path'],
    [null, 'it is not a path'],
    [7, 'it is not a path'],
    [['output'], 'it is not a path'],
    ['label', 'a field begins with one of output'],
    ['Output', 'a field begins with one of output'],
    ['result.label', 'a field begins with one of output'],
    ['tags.team', 'a field begins with one of output'],
    ['effects[0]', 'a field begins with one of output'],
    ['toString', 'a field begins with one of output'],
    ['[*]', 'a field begins with one of output'],
    ['[0]', 'a field begins with one of output'],
    ['__proto__.x', 'a field begins with one of output'],
    ['constructor.prototype.x', 'a field begins with one of output'],
    ['output.__proto__', 'it names a prototype'],
    ['output.a.__proto__.x', 'it names a prototype'],
    [`output['__proto__']`, 'it names a prototype'],
    ['output.constructor', 'it names a prototype'],
    ['output[0].prototype', 'it names a prototype'],
  ])('%j: %s', (field, why) => {
    for (const add of ['exactMatch', 'ignore'] as const) {
      const attempt = () => policy('steady')[add](field as string)
      expect(attempt).toThrow(UsageError)
      expect(attempt).toThrow(expect.objectContaining({ code: 'INVALID_POLICY' }))
      expect(attempt).toThrow(why)
      expect(attempt).toThrow('policy("steady")')
    }
  })

  test('pollutes nothing', () => {
    expect(() => policy('p').exactMatch('output.__proto__.polluted')).toThrow()
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  })
})

test('what is expected stays as it was said', () => {
  const expected = { at: new Date(5), list: [1] }
  const { rules } = policy('p').exactMatch('output', expected)
  expected.list.push(2)
  expected.at.setTime(6)
  expect(rules).toEqual([
    { field: 'output', comparator: 'exactMatch', expected: { at: new Date(5), list: [1] } },
  ])
})
