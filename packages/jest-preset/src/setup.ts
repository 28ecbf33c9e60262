import { afterAll, afterEach, expect } from '@jest/globals'
import { closeBaselines, createMatchers, holdNamedImports, setRunSettings } from '@retrial/core/matchers'
import { appendRow } from './append-row.js'
import { failUnawaited, failUnawaitedOfFile, watched } from './pending-assertions.js'

const { snapshotState } = expect.getState() as { snapshotState?: { _rootDir?: string } }
setRunSettings(snapshotState?._rootDir === undefined ? {} : { root: snapshotState._rootDir })
expect.extend(watched(createMatchers({ acceptCommand: 'jest -u', report: appendRow })) as never)
afterEach(failUnawaited)
// Hooks of a file run in the order they were set.
afterAll(failUnawaitedOfFile)
afterAll(closeBaselines)
afterAll(holdNamedImports())
