import { expect, test } from 'vitest'
import { policy } from './index.js'
import { rulesFor } from './tag-override.js'

const base = policy('base').exactMatch('output.label').maxIncreasePercent('output.price', 10)
const fields = (rules: ReturnType<typeof rulesFor>) =>
  rules.map(({ comparator, field }) => `${comparator}(${field})`)

test.each<[string, Record<string, string>, string[]]>([
  ['without tags', {}, ['exactMatch(output.label)', 'maxIncreasePercent(output.price)']],
  ['with another tag', { tier: 'silver' }, ['exactMatch(output.label)', 'maxIncreasePercent(output.price)']],
  ['with the tag', { tier: 'gold', more: 'x' }, ['exactMatch(output.label)', 'exactMatch(output.price)']],
  ['with one of two tags', { team: 'eu' }, ['exactMatch(output.label)', 'maxIncreasePercent(output.price)']],
  [
    'with both: the later wins',
    { tier: 'gold', team: 'eu' },
    ['exactMatch(output.label)', 'ignore(output.price)'],
  ],
])('a decision %s', (_what, tags, expected) => {
  const built = base
    .forTags({ tier: 'gold' }, (gold) => gold.exactMatch('output.price'))
    .forTags({ tier: 'gold', team: 'eu' }, (both) => both.ignore('output.price'))
  expect(fields(rulesFor(built, tags))).toEqual(expected)
})

test('a tag of the prototype is none', () => {
  const built = base.forTags({ toString: 'x' }, (p) => p.ignore('output.price'))
  expect(fields(rulesFor(built, {}))).toEqual(fields(base.rules))
})

test('a policy of an older copy has no overrides', () => {
  const { rules } = base
  expect(rulesFor({ rules }, { tier: 'gold' })).toBe(rules)
})

test('rules after forTags() are rules of the policy', () => {
  const built = base.forTags({ tier: 'gold' }, (p) => p.ignore('output.price')).ignore('output.id')
  expect(fields(built.rules)).toContain('ignore(output.id)')
  expect(built.overrides).toHaveLength(1)
  expect(built.only().overrides).toHaveLength(1)
})

test.each([{}, null, undefined, { tier: 1 }, 'gold'])('tags %j are refused', (tags) => {
  expect(() => base.forTags(tags as never, (p) => p)).toThrow(
    expect.objectContaining({ code: 'INVALID_POLICY', message: expect.stringContaining('forTags()') }),
  )
})

test('extend() takes the rules of another for the same fields', () => {
  const other = policy('other')
    .withinRange('output.price', { max: 5 })
    .ignore('output.id')
    .forTags({ tier: 'gold' }, (p) => p.ignore('output.price'))
  const both = base.extend(other)
  expect(both.name).toBe('base')
  expect(fields(both.rules)).toEqual([
    'exactMatch(output.label)',
    'withinRange(output.price)',
    'ignore(output.id)',
  ])
  expect(fields(rulesFor(both, { tier: 'gold' }))).toContain('ignore(output.price)')
  expect(base.rules).toHaveLength(2)
})

test('extend() judges only named fields where one of the two does', () => {
  expect(base.extend(policy('o')).unlisted).toBe('judged')
  expect(base.only().extend(policy('o')).unlisted).toBe('dropped')
  expect(base.extend(policy('o').only()).unlisted).toBe('dropped')
})
