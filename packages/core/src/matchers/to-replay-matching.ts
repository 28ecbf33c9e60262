import { callDecision } from '../decision/decision.js'
import { findDecision } from '../decision/registry.js'
import { isReplayError, UsageError } from '../errors.js'
import { isPolicy, type ReplayPolicy } from '../policy/index.js'
import { failedResult } from '../replay/conclude.js'
import { recordedResult } from '../replay/recorded-result.js'
import { ReplayEngine } from '../replay/replay-engine.js'
import type { ComparingMode, ReplayResult } from '../replay/types.js'
import { copyOf } from '../snapshot/copy.js'
import type { DecisionSnapshot } from '../snapshot/types.js'
import type { SnapshotStore } from '../store/store.js'
import { accept, type AcceptOptions } from './accept.js'
import { baselineStore } from './baselines.js'
import type { Check } from './check.js'
import { checkOptions } from './check-options.js'
import type { MatcherResult } from './context.js'
import { finish, type CheckedResult } from './finish.js'
import { keepPending } from './keep-pending.js'
import { meantToFail } from './meant-to-fail.js'
import { nothingRecorded } from './nothing-recorded.js'
import { REPLAY_MATCHING_OPTIONS, type ReplayMatchingOptions } from './options.js'
import { runSettings } from './run-settings.js'
import { rerecorded } from './rerecorded.js'
import { replayTargets } from './targets.js'
import { updateMode } from './update-mode.js'

/** @see ReplayMatchers.toReplayMatching */
export async function toReplayMatching(
  check: Check,
  received: unknown,
  policy: ReplayPolicy | undefined,
  options: ReplayMatchingOptions = {},
): Promise<MatcherResult> {
  checkArguments(policy, options)
  const mode = updateMode(check.context)
  const store = await baselineStore(mode === 'none')
  const targets = typeof received === 'string' ? [received] : await replayTargets(received, store)
  if (targets.length === 0) throw nothingRecorded(received)
  const { mode: comparing } = runSettings()
  const engine = engineOf(store, comparing)
  const each = policy === undefined ? options : { ...options, policy }
  const comparison = { mode: options.mode ?? comparing, policy }
  const { mode: judging = 'tolerant' } = comparison
  const { effects = 'recorded', pass } = options
  const judged = { policy, mode: judging, effects, pass }
  const writes = !meantToFail(check.context)
  if (mode === 'record' && writes) {
    return finish(check, await rerecorded(targets, engine, store, comparison), { ...judged, effects: 'live' })
  }
  const [only, ...more] = targets
  const results =
    only !== undefined && more.length === 0
      ? [await engine.replay(only, each)]
      : await engine.replayBatch(targets, each)
  const replay = (snapshot: DecisionSnapshot): Promise<ReplayResult> => engine.replay(snapshot, each)
  const resultOf = (snapshot: DecisionSnapshot): Promise<ReplayResult> =>
    recordedResult(snapshot, comparison.mode, policy)
  const accepting = mode === 'all' && writes
  const checked: CheckedResult[] = []
  for (const result of results) {
    checked.push(
      accepting
        ? await accepted(result, { store, resultOf, replayAgain: replay })
        : { result, kind: 'replayed' },
    )
  }
  keepPending(check, checked, policy?.name)
  return finish(check, checked, judged)
}

/** Engines by their stores: a store is open for the assertions of a test file, and their mode is one. */
const engines = new WeakMap<SnapshotStore, { readonly mode: ComparingMode; readonly engine: ReplayEngine }>()

function engineOf(store: SnapshotStore, mode: ComparingMode = 'tolerant'): ReplayEngine {
  let known = engines.get(store)
  if (known?.mode !== mode) engines.set(store, (known = { mode, engine: new ReplayEngine(store, { mode }) }))
  return known.engine
}

/** A changed decision under `-u`. What cannot be run, or is of no store of ours, cannot be accepted. */
async function accepted(
  result: ReplayResult,
  options: Omit<AcceptOptions, 'callForReal'>,
): Promise<CheckedResult> {
  const { originalSnapshot, snapshotId } = result
  const definition = originalSnapshot && findDecision(originalSnapshot.functionName)
  if (result.verdict === 'match' || definition === undefined) return { result, kind: 'replayed' }
  if (!(await options.store.has(snapshotId))) return { result, kind: 'replayed' }
  const inputs = copyOf(originalSnapshot?.inputs ?? [], 'inputs').map(({ value }) => value)
  try {
    return await accept(result, {
      ...options,
      callForReal: () => callDecision(definition, undefined, inputs),
    })
  } catch (error) {
    // One that cannot be recorded must not hide what became of the others.
    if (!isReplayError(error)) throw error
    return { result: failedResult(result, error), kind: 'replayed' }
  }
}

function checkArguments(policy: unknown, options: ReplayMatchingOptions): void {
  if (policy !== undefined && !isPolicy(policy)) {
    throw new UsageError(
      'INVALID_OPTION',
      'toReplayMatching(policy): the argument is not a policy. Make one with policy(name) from @retrial/core, or of data with policy.fromJSON(data).',
    )
  }
  checkOptions(options, 'toReplayMatching()', REPLAY_MATCHING_OPTIONS)
}
