import { beforeEach, expect, test, vi } from 'vitest'
import { pendingName, pendingNames, writePending } from '../pending/pending-file.js'
import { unconcludedOf } from '../replay/conclude.js'
import { sampleSnapshot } from '../store/testing/sample-snapshot.js'
import { temporaryFolder } from '../store/testing/temporary-folder.js'
import type { CheckedResult } from './finish.js'
import { keepPending } from './keep-pending.js'
import { setRunSettings } from './run-settings.js'
import { checkUnderWay } from './testing/matcher-context.js'

let root: string
let place: { store: string; storeRoot: string }
beforeEach(() => {
  vi.stubEnv('CI', undefined)
  vi.stubEnv('RETRIAL_CI', undefined)
  root = temporaryFolder()
  place = { store: 'dir:decisions', storeRoot: root }
  setRunSettings({ ...place, root, base: root, watch: false })
  return () => {
    vi.unstubAllEnvs()
    setRunSettings({})
  }
})

/** As a run before this one left it. */
function leave(id: string): void {
  const snapshot = sampleSnapshot(id)
  const foundAt = '2026-01-15T12:00:00.000Z'
  writePending(root, { ...place, id, verdict: 'mismatch', baseline: snapshot.contentHash, foundAt, snapshot })
}

function came(id: string, verdict: 'match' | 'mismatch'): CheckedResult {
  const snapshot = sampleSnapshot(id)
  const result = { ...unconcludedOf(snapshot), verdict, outputsMatch: verdict === 'match' }
  return { result: { ...result, replayedSnapshot: snapshot }, kind: 'replayed' }
}

const nameOf = (id: string): string => pendingName({ id, ...place })

test('what changed once and holds again is forgotten, and nothing else', () => {
  leave('a')
  leave('b')
  keepPending(checkUnderWay().check, [came('a', 'match')])
  expect(pendingNames(root)).toEqual([nameOf('b')])
})

test('where nothing was ever kept, nothing is made', () => {
  keepPending(checkUnderWay().check, [came('a', 'match')])
  expect(pendingNames(root)).toEqual([])
})

test('what this run has found changed stays, though another assertion of it holds', () => {
  keepPending(checkUnderWay().check, [came('a', 'mismatch')])
  keepPending(checkUnderWay().check, [came('a', 'match')])
  expect(pendingNames(root)).toEqual([nameOf('a')])
})

test.each(['none', 'new'] as const)('a run that may write %s', (mode) => {
  leave('a')
  const snapshotState = { _updateSnapshot: mode, added: 0, matched: 0, unmatched: 0, updated: 0 }
  keepPending(checkUnderWay({ snapshotState }).check, [came('a', 'match'), came('b', 'mismatch')])
  expect(pendingNames(root)).toEqual([nameOf(mode === 'none' ? 'a' : 'b')])
})
