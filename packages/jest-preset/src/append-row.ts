import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import type { MatcherContext } from '@retrial/core/matchers'
import type { ReplayRow } from '@retrial/core/reporting'
import { RUN_FOLDER } from './run-folder.js'
import { testName } from './test-name.js'

/** Leaves a row for the reporter, at once: a worker that dies later takes nothing with it. */
export function appendRow(context: MatcherContext, row: ReplayRow): void {
  const folder = process.env[RUN_FOLDER]
  // Without our reporter there is nobody to read it.
  if (folder === undefined) return
  const line = JSON.stringify({ ...row, test: testName(context) })
  appendFileSync(join(folder, `${process.pid}.jsonl`), `${line}\n`)
}
