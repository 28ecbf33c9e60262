import { afterAll, afterEach, expect } from '@jest/globals'
import {
  beginRun,
  closeBaselines,
  createMatchers,
  holdNamedImports,
  runnerWraps,
} from '@retrial/core/matchers'
import { rowFile } from './append-row.js'
import { currentAttempt, endFile, endTest } from './attempts.js'
import { handedRun } from './handed-run.js'

const { snapshotState, assertionCalls, numPassingAsserts } = expect.getState() as {
  snapshotState?: { _rootDir?: string }
  assertionCalls: number
  numPassingAsserts: number
}
beginRun({ ...handedRun(), root: snapshotState?._rootDir })
const wraps = runnerWraps(expect, 'toReplayMatching')
// The call that found it out is none of the first test's.
expect.setState({ assertionCalls, numPassingAsserts })
expect.extend(createMatchers({ acceptCommand: 'jest -u', wraps, attempt: currentAttempt }) as never)
rowFile.hold()
afterEach(endTest)
// Hooks of a file run in the order they were set.
afterAll(endFile)
afterAll(() => {
  rowFile.release()
})
afterAll(closeBaselines)
afterAll(holdNamedImports())
