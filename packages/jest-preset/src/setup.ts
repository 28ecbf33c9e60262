import { afterAll, afterEach, expect } from '@jest/globals'
import { beginRun, closeBaselines, createMatchers } from '@retrial/core/matchers'
import { appendRow, appendUse } from './append-row.js'
import { handedRun } from './handed-run.js'
import { failUnawaited, failUnawaitedOfFile, watched } from './pending-assertions.js'

const { snapshotState } = expect.getState() as { snapshotState?: { _rootDir?: string } }
beginRun({ ...handedRun(), root: snapshotState?._rootDir })
expect.extend(
  watched(createMatchers({ acceptCommand: 'jest -u', report: appendRow, use: appendUse })) as never,
)
afterEach(failUnawaited)
// Hooks of a file run in the order they were set.
afterAll(failUnawaitedOfFile)
afterAll(closeBaselines)
