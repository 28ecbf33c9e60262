import { afterAll, afterEach, beforeAll, expect } from '@jest/globals'
import {
  beginRun,
  closeBaselines,
  createMatchers,
  holdNamedImports,
  wrapsOfProcess,
} from '@retrial/core/matchers'
import { beginFile, currentAttempt, endFile, endTest } from './attempts.js'
import { withTestFailing } from './failing-test.js'
import { handedRun } from './handed-run.js'
import { tellLate } from './late-assertion.js'
import { rowFile } from './sent-rows.js'

const { snapshotState, assertionCalls, numPassingAsserts } = expect.getState() as {
  snapshotState?: { _rootDir?: string }
  assertionCalls: number
  numPassingAsserts: number
}
beginRun({ ...handedRun(), root: snapshotState?._rootDir })
const wraps = wrapsOfProcess(expect, 'toReplayMatching')
// A call that found it out is none of the first test's.
expect.setState({ assertionCalls, numPassingAsserts })
const host = { acceptCommand: 'jest -u', wraps, attempt: currentAttempt, complete: withTestFailing, tellLate }
expect.extend(createMatchers(host) as never)
rowFile.hold()
const release = holdNamedImports()
beforeAll(beginFile)
afterEach(endTest)
// One hook at the end, as each takes its time in every test file.
afterAll(async () => {
  try {
    await endFile()
  } finally {
    rowFile.release()
    await closeBaselines()
    release?.()
  }
})
