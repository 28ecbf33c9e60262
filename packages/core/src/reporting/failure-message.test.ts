import { describe, expect, test } from 'vitest'
import type { ReplayResult } from '../replay/types.js'
import { idsOf, sameCause, type Failure } from './failure-groups.js'
import { failureMessage, type FailureContext } from './failure-message.js'
import { painter } from './paint.js'
import { sampleChange, sampleDiff, sampleResult } from './testing/sample-result.js'

const plain: FailureContext = { next: [], paint: painter(false) }
const failed = (snapshotId: string, field = 'output.a', overrides: Partial<ReplayResult> = {}) =>
  sampleResult({ snapshotId, diff: sampleDiff([sampleChange(field)]), ...overrides })
const holds = (snapshotId: string) => sampleResult({ snapshotId, verdict: 'match', diff: sampleDiff([]) })

test('one decision', () => {
  const context = { ...plain, policy: 'steady', next: ['accept with -u', 'see the docs'] }
  expect(failureMessage([failed('refunds/1')], context)).toBe(
    [
      'The decision did not hold under policy "steady".',
      '',
      '✗ refunds/1  mismatch',
      '    output.a: 1 → 2',
      '',
      '→ accept with -u',
      '→ see the docs',
    ].join('\n'),
  )
})

test('several decisions: how many of how many, those that held left out', () => {
  const message = failureMessage([holds('a'), failed('b'), failed('c', 'output.c')], plain)
  expect(message).toBe(
    [
      '2 of 3 decisions did not hold.',
      '',
      '✗ b  mismatch',
      '    output.a: 1 → 2',
      '',
      '✗ c  mismatch',
      '    output.c: 1 → 2',
    ].join('\n'),
  )
})

test('decisions that failed alike share one block', () => {
  const ids = Array.from({ length: 9 }, (_, index) => `id-${index}`)
  const message = failureMessage([...ids.map((id) => failed(id)), failed('other', 'output.b')], plain)
  expect(message.match(/✗/g)).toHaveLength(2)
  expect(message).toContain('✗ id-0, id-1, id-2, id-3, id-4, id-5 and 3 more  mismatch')
  expect(message).toContain('✗ other  mismatch')
})

test('alike means the same verdict too', () => {
  const message = failureMessage(
    [failed('a'), failed('b', 'output.a', { verdict: 'nondeterministic' })],
    plain,
  )
  expect(message.match(/✗/g)).toHaveLength(2)
})

test.each([
  [10, 10, undefined],
  [11, 10, '… and 1 more'],
  [10_000, 10, '… and 9990 more'],
])('%i different failures: %i blocks', (count, blocks, more) => {
  const message = failureMessage(
    Array.from({ length: count }, (_, index) => failed(`id-${index}`, `output[${index}]`)),
    plain,
  )
  expect(message.match(/✗/g)).toHaveLength(blocks)
  if (more === undefined) expect(message).not.toContain('more')
  else expect(message.split('\n').at(-1)).toBe(more)
  expect(message).toContain(`${count} of ${count} decisions`)
  expect(message.split('\n').length).toBeLessThan(200)
})

test('10,000 failures of a few kinds: those not shown are counted', () => {
  const results = Array.from({ length: 10_000 }, (_, index) => failed(`id-${index}`, `output[${index % 12}]`))
  const message = failureMessage(results, plain)
  const shown = 10_000 - results.filter((_, index) => index % 12 >= 10).length
  expect(message).toContain(`… and ${10_000 - shown} more`)
})

test('hostile ids and policies start no line and break none', () => {
  const hostile = 'x\n::error::y\r##[group]\x1b[2J'
  const message = failureMessage([failed(hostile)], { ...plain, policy: hostile, next: ['go on'] })
  const lines = message.split('\n')
  expect(lines).toHaveLength(6)

  for (const line of lines) expect(line).not.toMatch(/^\s*::|[\u0000-\u001f\u007f-\u009f]|##\[/)
})

test('colours are the painter’s business', () => {
  expect(
    failureMessage([failed('a')], { ...plain, paint: (style, text) => `<${style}>${text}</>` }),
  ).toContain('<red>✗</> <bold>a</>  <red>mismatch</>')
})

describe('groups', () => {
  const of = (id: string, ...details: string[]): Failure => ({ id, verdict: 'mismatch', details })

  test('keep the order of their first failure', () => {
    const groups = sameCause([of('a', 'x'), of('b', 'y'), of('c', 'x'), of('d')])
    expect(groups.map((group) => group.map(({ id }) => id))).toEqual([['a', 'c'], ['b'], ['d']])
    expect(sameCause([])).toEqual([])
  })

  test.each<[string[], number, string]>([
    [['a'], 6, 'a'],
    [['a', 'b'], 2, 'a, b'],
    [['a', 'b', 'c'], 2, 'a, b and 1 more'],
    [['a', 'a', 'b'], 2, 'a, b'],
    [['a', 'a', 'a'], 1, 'a'],
  ])('the ids of %j, at most %i: %s', (ids, limit, line) => {
    expect(
      idsOf(
        ids.map((id) => of(id)),
        limit,
      ),
    ).toBe(line)
  })

  test('one id of several stores is told apart by them', () => {
    const [a, b] = ['dir:one/decisions', 'dir:two/decisions']
    const group = [
      { id: 'x', store: a },
      { id: 'x', store: b },
      { id: 'x', store: a },
      { id: 'y', store: a },
    ]
    expect(idsOf(group, 6)).toBe(`x (${a}), x (${b}), y`)
    expect(idsOf(group, 1)).toBe(`x (${a}) and 2 more`)
  })
})
