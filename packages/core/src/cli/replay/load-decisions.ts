import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { existsSync } from '../../kept-fs.js'
import type * as Jiti from 'jiti'
import { decisionNames } from '../../decision/registry.js'
import { isReplayError, UsageError } from '../../errors.js'

/**
 * Runs the files that define the decisions, TypeScript or JavaScript, so that they can be replayed.
 *
 * @param files absolute paths.
 * @throws UsageError `INVALID_OPTION` for a file that is not there or fails, and where none of them defines a decision;
 * DecisionError `DECISION_CONFLICT`.
 */
export async function loadDecisions(files: readonly string[]): Promise<void> {
  for (const file of files) {
    if (!existsSync(file)) throw new UsageError('INVALID_OPTION', `There is no file ${file} to import.`)
  }
  const require = createRequire(import.meta.url)
  const { createJiti } = require('jiti') as typeof Jiti
  for (const file of files) {
    try {
      await createJiti(file, { fsCache: false }).import(file)
    } catch (cause) {
      if (ranTwice(file, cause)) throw failsAsItRuns(file, cause)
      if (isReplayError(cause)) throw cause
      const text = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause)
      throw new UsageError('INVALID_OPTION', `${file} could not be imported: ${text}`, { cause })
    }
  }
  if (decisionNames().length > 0) return
  throw new UsageError(
    'INVALID_OPTION',
    files.length === 0
      ? "No decision is loaded. Name the files that define them: --import ./src/triage.ts, or imports: ['./src/triage.ts'] in retrial.config.ts."
      : `${files.join(', ')}: no decision is defined there. A decision is made by decision(name, fn).`,
  )
}

/**
 * jiti runs JavaScript that failed a second time, by a path instead of a URL, and then its decisions are there twice.
 * What failed the first time it keeps to itself.
 */
function ranTwice(file: string, error: unknown): boolean {
  if (!isReplayError(error) || error.code !== 'DECISION_CONFLICT') return false
  return [pathToFileURL(file).href, ` ${file}`].every((place) => error.message.includes(`${place}:`))
}

function failsAsItRuns(file: string, cause: unknown): UsageError {
  const command = `node ${JSON.stringify(file)}`
  return new UsageError(
    'INVALID_OPTION',
    `${file} could not be imported: it fails as it runs. See why: ${command}`,
    {
      cause,
    },
  )
}
