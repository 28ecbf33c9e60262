import { definitionOf } from '../decision/decision.js'
import { UsageError } from '../errors.js'
import { listIdsSync } from '../store/list-ids.js'
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
 * asynchronously, or a function that is not a decision.
 */
export function baselineIds(decision?: string | ((...args: never[]) => unknown)): string[] {
  const { store, root } = runSettings()
  const functionName = decisionName(decision)
  return listIdsSync(store, { cwd: root, ...(functionName === undefined ? {} : { functionName }) })
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
