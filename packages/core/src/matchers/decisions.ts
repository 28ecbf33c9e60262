import { isCi } from '../ci.js'
import { definitionOf } from '../decision/decision.js'
import { UsageError } from '../errors.js'
import { listIdsSync } from '../store/list-ids.js'
import { runMode } from '../run-mode.js'
import type { SnapshotQuery } from '../store/store.js'
import { runSettings } from './run-settings.js'

const SELECTION = Symbol.for('@retrial/core.selection')

/** Baselines selected by a query, for `expect(decisions(…)).toReplayMatching(…)`. */
export interface DecisionSelection {
  readonly [SELECTION]: SnapshotQuery
}

/** Selects baselines by a query: `decisions({ tags: { team: 'refunds' } })`. Without one: all of them. */
export function decisions(query: SnapshotQuery = {}): DecisionSelection {
  return { [SELECTION]: { ...query } }
}

/** The query behind {@link decisions}, or undefined for any other value. */
export function selectedQuery(value: unknown): SnapshotQuery | undefined {
  return typeof value === 'object' && value !== null && SELECTION in value
    ? (value as DecisionSelection)[SELECTION]
    : undefined
}

/**
 * The ids of the baselines of a decision (by its name or itself), or of all; sorted, and synchronous, so that
 * `test.each(baselineIds('triage'))` makes a test of each.
 *
 * @throws StoreError when the store cannot be read; UsageError `INVALID_OPTION` for a store that only answers
 * asynchronously, or a function that is not a decision; in CI, UsageError `SNAPSHOT_NOT_FOUND` where there is none.
 */
export function baselineIds(decision?: string | ((...args: never[]) => unknown)): string[] {
  const { store, storeRoot, runMode: configured } = runSettings()
  const functionName = decisionName(decision)
  const ids = listIdsSync(store, { cwd: storeRoot, ...(functionName === undefined ? {} : { functionName }) })
  // No ids make no tests, and no tests read as passed. On a machine that records, the first run has none yet.
  if (ids.length === 0 && (isCi() || runMode(configured) === 'replay')) throw noneInCi(functionName, store)
  return ids
}

function noneInCi(functionName: string | undefined, store: string): UsageError {
  const what = functionName === undefined ? 'No baseline' : `No baseline of "${functionName}"`
  return new UsageError(
    'SNAPSHOT_NOT_FOUND',
    `${what} is in ${store}, so that baselineIds() would make no test at all. Record on your machine and commit the baselines; check the name and the store.`,
  )
}

function decisionName(decision: string | ((...args: never[]) => unknown) | undefined): string | undefined {
  if (decision === undefined || typeof decision === 'string') return decision
  const definition = definitionOf(decision)
  if (definition !== undefined) return definition.name
  throw new UsageError(
    'INVALID_OPTION',
    'baselineIds() was given a function that is not a decision. Give it one made with decision(name, fn), or its name.',
  )
}
