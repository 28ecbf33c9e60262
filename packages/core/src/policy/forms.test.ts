import { describe, expect, test } from 'vitest'
import { policy, type ReplayPolicy } from './index.js'

const p = policy('steady')
/** As code without types may call it. */
const loose = p as unknown as Record<string, (...args: unknown[]) => ReplayPolicy>

describe('a call that would drop what was meant is refused', () => {
  test.each<[string, string, unknown[], string]>([
    ['a minimum that is no setting', 'semanticSimilarity', ['output', 0.8], '{ minSimilarity: 0.8 }'],
    ['a floor that is no setting', 'maxIncreasePercent', ['output', 10, 5], '{ floor: 5 }'],
    ['a floor that is null', 'maxDecreasePercent', ['output', 10, null], 'not null'],
    ['a range that is a number', 'withinRange', ['output', 5], 'not 5'],
    ['a range that is null', 'withinRange', ['output', null], 'not null'],
    ['no range', 'withinRange', ['output'], '{ min, max }'],
    ['no pattern', 'matches', ['output'], 'a pattern and flags'],
    ['a pattern that is null', 'matches', ['output', null], 'a pattern and flags'],
    ['a pattern that is a number', 'matches', ['output', 5], 'a pattern and flags'],
    ['nothing to extend with', 'extend', [], 'policy.fromJSON'],
    ['data to extend with', 'extend', [{ name: 'x', unlisted: 'judged', rules: [] }], 'policy.fromJSON'],
    ['no change for tags', 'forTags', [{ a: '1' }], 'forTags(tags, change)'],
    ['a policy for tags', 'forTags', [{ a: '1' }, p.exactMatch('output')], 'forTags(tags, change)'],
    ['a change that gives nothing', 'forTags', [{ a: '1' }, () => undefined], 'forTags(tags, change)'],
    ['only() for tags', 'forTags', [{ a: '1' }, (own: ReplayPolicy) => own.only()], 'the whole policy'],
    [
      'tags inside tags',
      'forTags',
      [{ a: '1' }, (own: ReplayPolicy) => own.forTags({ b: '1' }, (inner) => inner.exactMatch('output'))],
      'all the tags at once',
    ],
  ])('%s', (_what, method, args, message) => {
    expect(() => loose[method]?.apply(p, args)).toThrow(
      expect.objectContaining({ code: 'INVALID_POLICY', message: expect.stringContaining(message) }),
    )
  })
})

test('settings may be left out as undefined', () => {
  expect(loose['maxIncreasePercent']?.call(p, 'output', 10, undefined).rules).toEqual([
    { field: 'output', comparator: 'maxIncreasePercent', percent: 10 },
  ])
})
