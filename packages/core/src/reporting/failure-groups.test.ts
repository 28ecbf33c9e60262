import { describe, expect, test } from 'vitest'
import type { Verdict } from '../replay/verdict.js'
import { idsOf, sameCause } from './failure-groups.js'

describe('failures of the same cause', () => {
  const failure = (id: string, verdict: Verdict, ...details: string[]) => ({ id, verdict, details })

  test('are those of one verdict and the same details, in their order', () => {
    const groups = sameCause([
      failure('a', 'violation', 'output.label: exactMatch'),
      failure('b', 'miss', 'no recorded call'),
      failure('c', 'violation', 'output.label: exactMatch'),
      failure('d', 'error', 'output.label: exactMatch'),
      failure('e', 'violation', 'output.label: exactMatch', 'output.score: withinRange'),
    ])
    expect(groups.map((group) => group.map(({ id }) => id))).toEqual([['a', 'c'], ['b'], ['d'], ['e']])
  })

  test('none of none', () => {
    expect(sameCause([])).toEqual([])
  })
})

describe('the ids of a group', () => {
  test.each<[string, { id: string; store?: string }[], string]>([
    ['one', [{ id: 'a' }], 'a'],
    ['several', [{ id: 'b' }, { id: 'a' }], 'b, a'],
    ['each once', [{ id: 'a' }, { id: 'b' }, { id: 'a' }], 'a, b'],
    ['as many as are wanted', ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id })), 'a, b, c and 2 more'],
    ['without the store where there is one', [{ id: 'a', store: 'dir:one' }], 'a'],
    [
      'with the stores where there are several',
      [
        { id: 'a', store: 'dir:one' },
        { id: 'b', store: 'dir:one' },
        { id: 'a', store: 'dir:two' },
      ],
      'a (dir:one), a (dir:two), b',
    ],
    ['with one store and none', [{ id: 'a', store: 'dir:one' }, { id: 'a' }], 'a (dir:one), a (no store)'],
    [
      'with a store whose name would rule the terminal',
      [{ id: 'a', store: 'dir:\u001B[2J\nred' }, { id: 'a' }],
      String.raw`a (dir:\nred), a (no store)`,
    ],
  ])('%s', (_what, group, expected) => {
    expect(idsOf(group, 3)).toBe(expected)
  })
})
