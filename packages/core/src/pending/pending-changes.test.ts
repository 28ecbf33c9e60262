import { beforeEach, expect, test } from 'vitest'
import { unconcludedOf } from '../replay/conclude.js'
import type { ReplayResult } from '../replay/types.js'
import type { Verdict } from '../replay/verdict.js'
import { sampleSnapshot } from '../store/testing/sample-snapshot.js'
import { temporaryFolder } from '../store/testing/temporary-folder.js'
import { PendingChanges } from './pending-changes.js'
import { pendingName, pendingNames, writePending } from './pending-file.js'

let root: string
let place: { store: string; storeRoot: string }
beforeEach(() => {
  root = temporaryFolder()
  place = { store: 'dir:decisions', storeRoot: root }
})

const nameOf = (id: string): string => pendingName({ id, ...place })

function leave(id: string): void {
  const snapshot = sampleSnapshot(id)
  const foundAt = '2026-01-15T12:00:00.000Z'
  writePending(root, { ...place, id, verdict: 'mismatch', baseline: snapshot.contentHash, foundAt, snapshot })
}

function came(
  id: string,
  verdict: Verdict,
  outputsMatch: boolean | null = verdict === 'match',
): ReplayResult {
  const snapshot = sampleSnapshot(id)
  return { ...unconcludedOf(snapshot), verdict, outputsMatch, replayedSnapshot: snapshot }
}

test.each<[Verdict, boolean | null, boolean]>([
  ['mismatch', false, true],
  ['violation', false, true],
  ['unused', null, true],
  ['match', true, false],
  ['match', false, false],
  ['miss', null, false],
  ['error', null, false],
  ['timeout', null, false],
  ['nondeterministic', null, false],
])('what came to %s (outputs match: %s) is kept: %s', (verdict, outputsMatch, kept) => {
  const changes = new PendingChanges(root)
  const result = came('a', verdict, outputsMatch)
  expect(changes.concern(result)).toBe(kept)
  changes.add(result, place, 'lenient')
  expect(pendingNames(root)).toEqual(kept ? [nameOf('a')] : [])
})

test.each<[string, ReplayResult, string[]]>([
  ['holds', came('a', 'match'), ['b']],
  ['holds by its policy only', came('a', 'match', false), ['a', 'b']],
  ['could not be run', came('a', 'error'), ['a', 'b']],
])('of what an earlier run left, one that %s', (_what, result, left) => {
  leave('a')
  leave('b')
  new PendingChanges(root).add(result, place)
  expect(pendingNames(root).sort()).toEqual(left.map(nameOf).sort())
})

test('what this run has found changed stays, though another replay of it holds', () => {
  const changes = new PendingChanges(root)
  for (const verdict of ['mismatch', 'match'] as const) changes.add(came('a', verdict), place)
  changes.lookAgain()
  changes.add(came('a', 'match'), place)
  expect(pendingNames(root)).toEqual([nameOf('a')])
})

test('what others leave is seen when it is looked at again', () => {
  const changes = new PendingChanges(root)
  expect(changes.concern(came('a', 'match'))).toBe(false)
  leave('a')
  expect(changes.concern(came('a', 'match'))).toBe(false)

  changes.lookAgain()

  expect(changes.concern(came('a', 'match'))).toBe(true)
  changes.add(came('a', 'match'), place)
  expect(pendingNames(root)).toEqual([])
})
