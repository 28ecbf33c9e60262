import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { decision } from '../decision/decision.js'
import { freshName } from '../effects/testing/round-trip.js'
import { pendingNames } from '../pending/pending-file.js'
import { capture } from '../recording/capture.js'
import { openStore } from '../store/open-store.js'
import { temporaryFolder } from '../store/testing/temporary-folder.js'
import type { MatcherContext } from './context.js'
import { inFailingTest, meantToFail } from './meant-to-fail.js'
import { closeBaselines } from './opened-stores.js'
import { setRunSettings } from './run-settings.js'
import { checkUnderWay } from './testing/matcher-context.js'
import { toHaveNoDiffFrom } from './to-have-no-diff-from.js'
import { toReplayMatching } from './to-replay-matching.js'

const COUNTS = { added: 0, matched: 0, unmatched: 0, updated: 0 }

/** As the runners say it. */
const WAYS: readonly [string, Partial<MatcherContext>][] = [
  ['test.fails of vitest', { task: { fails: true } }],
  ['test.failing of jest', { testFailing: true }],
  ['.not', { isNot: true }],
]

let root: string
beforeEach(() => {
  for (const name of ['CI', 'RETRIAL_CI', 'RETRIAL_MODE']) vi.stubEnv(name, '')
  root = temporaryFolder()
  setRunSettings({ root, store: 'dir:decisions' })
})

afterEach(async () => {
  await closeBaselines()
  setRunSettings({})
  vi.unstubAllEnvs()
})

/** The baseline `x` of a decision that answers something else by now. */
async function changed() {
  let answer = 'as recorded'
  const store = await openStore('dir:decisions', { cwd: root })
  const decided = decision(freshName(), () => answer)
  await capture(() => decided(), { id: 'x', store })
  await store.close()
  answer = 'changed'
  return decided
}

const text = (id = 'x'): string => readFileSync(join(root, `decisions/${id}.json`), 'utf8')

describe.each(WAYS)('with %s', (_way, context) => {
  test.each(['new', 'all'] as const)('a run that may write %s leaves the baseline as it is', async (mode) => {
    const decided = await changed()
    const before = text()
    const snapshotState = { _updateSnapshot: mode, ...COUNTS }
    const called = checkUnderWay({ ...context, snapshotState })
    const replayed = checkUnderWay({ ...context, snapshotState })

    await toHaveNoDiffFrom(called.check, () => decided(), 'x')
    await toReplayMatching(replayed.check, 'x', undefined)

    expect([called.rows, replayed.rows]).toMatchObject([
      [{ kind: 'replayed', verdict: 'mismatch' }],
      [{ kind: 'replayed', verdict: 'mismatch' }],
    ])
    expect(text()).toBe(before)
    expect(pendingNames(root)).toEqual([])
  })

  test('so does one that records everything anew', async () => {
    vi.stubEnv('RETRIAL_MODE', 'record')
    const decided = await changed()
    const before = text()

    await toHaveNoDiffFrom(checkUnderWay(context).check, () => decided(), 'x')
    await toReplayMatching(checkUnderWay(context).check, 'x', undefined)

    expect(text()).toBe(before)
  })
})

test('what a test that is meant to fail has no baseline of is recorded, and holds: the test says so', async () => {
  const decided = await changed()
  const { check, rows } = checkUnderWay({ task: { fails: true } })

  expect(await toHaveNoDiffFrom(check, () => decided(), 'y')).toMatchObject({ pass: true })
  expect(rows).toMatchObject([{ kind: 'recorded', ok: true }])
  expect(text('y')).toContain('changed')
})

test.each<[Partial<MatcherContext>, boolean, boolean]>([
  [{}, false, false],
  [{ task: { fails: false }, testFailing: false, isNot: false }, false, false],
  [{ isNot: true }, true, false],
  [{ task: { fails: true } }, true, true],
])('%j', (context, meant, failing) => {
  expect([meantToFail(context), inFailingTest(context)]).toEqual([meant, failing])
})
