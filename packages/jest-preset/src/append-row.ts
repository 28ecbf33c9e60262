import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import type { MatcherContext } from '@retrial/core/matchers'
import type { ReplayRow, UsedBaselines } from '@retrial/core/reporting'
import { RUN_FOLDER } from './run-folder.js'
import { testName } from './test-name.js'

/** What a worker leaves for the reporter, a line each. */
export type RunLine =
  | { readonly row: ReplayRow; readonly test: string | undefined; readonly file: string | undefined }
  | { readonly used: UsedBaselines }

/** Leaves a row for the reporter, at once: a worker that dies later takes nothing with it. */
export function appendRow(context: MatcherContext, row: ReplayRow): void {
  append({ row, test: testName(context), file: context.testPath })
}

/** Leaves that baselines were used. */
export function appendUse(_context: MatcherContext, used: UsedBaselines): void {
  append({ used })
}

function append(line: RunLine): void {
  const folder = process.env[RUN_FOLDER]
  // Without our reporter there is nobody to read it.
  if (folder === undefined) return
  appendFileSync(join(folder, `${process.pid}.jsonl`), `${JSON.stringify(line)}\n`)
}
