import { expect, test } from 'vitest'
import { countSnapshot } from './snapshot-counters.js'
import { matcherContext } from './testing/matcher-context.js'

test("counts in jest's numbers", () => {
  const snapshotState = { added: 0, matched: 2, unmatched: 0, updated: 0 }
  countSnapshot(matcherContext({ snapshotState }), 'matched')
  countSnapshot(matcherContext({ snapshotState }), 'updated')

  expect(snapshotState).toEqual({ added: 0, matched: 3, unmatched: 0, updated: 1 })
})

test('counts under the test where jest does, which takes back what it tries again, but no file', () => {
  const test = {}
  const counted: unknown[] = []
  const snapshotState = {
    unmatched: 0,
    updated: 0,
    _incrementSnapshotCount: (...all: unknown[]) => void counted.push(all),
  }
  countSnapshot(matcherContext({ snapshotState, currentTestIdentity: () => test }), 'unmatched')
  countSnapshot(matcherContext({ snapshotState }), 'unmatched')
  countSnapshot(matcherContext({ snapshotState, currentTestIdentity: () => test }), 'updated')

  expect(counted).toEqual([
    ['unmatched', test],
    ['unmatched', undefined],
    ['updated', undefined],
  ])
})

test('counts nothing of a jest test that is meant to fail', () => {
  const snapshotState = { unmatched: 0 }
  countSnapshot(matcherContext({ snapshotState, testFailing: true }), 'unmatched')

  expect(snapshotState).toEqual({ unmatched: 0 })
})

test.each([
  [{ failing: true }, false, 0],
  [{ failing: true }, undefined, 0],
  [{ failing: false }, true, 1],
  [{}, true, 0],
  [undefined, true, 0],
])(
  'of a concurrent jest test, %j, it is the test itself that says so, not %s',
  (identity, testFailing, counted) => {
    const snapshotState = { unmatched: 0 }
    countSnapshot(
      matcherContext({ snapshotState, testFailing, currentTestIdentity: () => identity }),
      'unmatched',
    )

    expect(snapshotState).toEqual({ unmatched: counted })
  },
)

test("counts in vitest's maps, under the test it stands in, but for what was written", () => {
  class CounterMap extends Map<string, number> {
    increment(key: string): void {
      this.set(key, (this.get(key) ?? 0) + 1)
    }
  }
  const snapshotState = { added: new CounterMap(), matched: new CounterMap(), unmatched: new CounterMap() }
  const context = matcherContext({ snapshotState, task: { id: 'one' } })
  countSnapshot(context, 'matched')
  countSnapshot(context, 'matched')
  countSnapshot(matcherContext({ snapshotState }), 'matched')
  countSnapshot(context, 'added')

  expect([...snapshotState.matched]).toEqual([
    ['one', 2],
    ['', 1],
  ])
  expect([...snapshotState.added]).toEqual([['', 1]])
  expect(snapshotState.unmatched.size).toBe(0)
})

test.each([undefined, {}, { added: 'many' }, { added: null }, { added: { increment: 1 } }])(
  'leaves a runner alone that counts otherwise: %j',
  (snapshotState) => {
    const before = structuredClone(snapshotState)
    countSnapshot(matcherContext({ snapshotState }), 'added')

    expect(snapshotState).toEqual(before)
  },
)
