import { definitionOf } from '../decision/decision.js'
import { UsageError } from '../errors.js'
import { runSettings } from './run-settings.js'

/**
 * What an assertion fails with that has nothing to replay: zero replays never pass.
 *
 * @param received what was handed to `expect`, or the member of a list that nothing is recorded of.
 */
export function nothingRecorded(received: unknown): UsageError {
  const { store, storeRoot } = runSettings()
  const name = definitionOf(received)?.name
  const what = name === undefined ? 'Nothing that was asked for' : `No call of the decision "${name}"`
  return new UsageError(
    'SNAPSHOT_NOT_FOUND',
    `${what} is recorded in ${store} (under ${storeRoot}). Record one with: await expect(() => yourDecision(input)).toHaveNoDiffFrom('some/id')`,
  )
}
