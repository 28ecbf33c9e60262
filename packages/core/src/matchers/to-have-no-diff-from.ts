import { definitionOf } from '../decision/decision.js'
import { isReplayError, UsageError } from '../errors.js'
import { compareSnapshots, compareValue } from '../replay/compare.js'
import { checkLiveAllowed } from '../replay/live-allowed.js'
import { ReplayEngine } from '../replay/replay-engine.js'
import { recordedResult } from '../replay/recorded-result.js'
import type { EffectsMode, ReplayResult } from '../replay/types.js'
import { printable } from '../reporting/printable.js'
import { checkSnapshotId } from '../snapshot/snapshot-id.js'
import type { DecisionSnapshot } from '../snapshot/types.js'
import type { SnapshotStore } from '../store/store.js'
import { accept } from './accept.js'
import { baselineStore } from './baselines.js'
import { checkProperties } from './check-properties.js'
import type { Check } from './check.js'
import { checkOptions } from './check-options.js'
import type { MatcherResult } from './context.js'
import { finish, type CheckedResult } from './finish.js'
import { breaksProperties, heldToProperties } from './held-to-properties.js'
import { keepPending } from './keep-pending.js'
import { inFailingTest } from './meant-to-fail.js'
import { NO_DIFF_OPTIONS, type NoDiffOptions } from './options.js'
import { recordChecked, type RecordOptions } from './record-checked.js'
import { runSettings } from './run-settings.js'
import { isSnapshot } from './targets.js'
import { updateMode, type UpdateMode } from './update-mode.js'

type Thunk = () => unknown

/** @see ReplayMatchers.toHaveNoDiffFrom */
export async function toHaveNoDiffFrom(
  check: Check,
  received: unknown,
  id: string,
  options: NoDiffOptions = {},
): Promise<MatcherResult> {
  checkSnapshotId(id)
  checkOptions(options, 'toHaveNoDiffFrom()', NO_DIFF_OPTIONS)
  checkProperties(options.properties)
  if (!isThunk(received)) checkOnlyMode(options)
  const store = await baselineStore(updateMode(check.context) === 'none')
  const checked = isThunk(received)
    ? await checkThunk(check, received, id, store, options)
    : { ...(await compare(received, id, store, options)), acceptable: false }
  // What `-u` does not accept nobody else shall.
  if (isThunk(received) && !breaksProperties(checked.result)) keepPending(check, [checked])
  return finish(check, [checked], {
    mode: withMode(options).mode ?? 'tolerant',
    ...(isThunk(received) ? { effects: effectsOf(checked, options) } : {}),
  })
}

/** A recording that was made just now asked the world. */
function effectsOf({ kind }: CheckedResult, { effects = 'recorded' }: NoDiffOptions): EffectsMode {
  return kind === 'recorded' ? 'live' : effects
}

function isThunk(received: unknown): received is Thunk {
  const definition = definitionOf(received)
  if (definition !== undefined) {
    throw new UsageError(
      'INVALID_OPTION',
      `toHaveNoDiffFrom() was given the decision "${definition.name}" itself. Give it a call: expect(() => ${definition.name}(input)).toHaveNoDiffFrom(id)`,
    )
  }
  return typeof received === 'function'
}

/** Where nothing is called, options of a call would do nothing. */
function checkOnlyMode({ mode: _mode, properties: _properties, ...ofCalls }: NoDiffOptions): void {
  const [useless] = Object.keys(ofCalls)
  if (useless === undefined) return
  throw new UsageError(
    'INVALID_OPTION',
    `toHaveNoDiffFrom(): ${useless} is for calls, and a value or a recording is only compared. Leave it out, or give a function: expect(() => decision(input)).toHaveNoDiffFrom(id, { ${useless} })`,
  )
}

/** Recorded when it is new, replayed when it is known, accepted when it changed and `-u` was given. */
async function checkThunk(
  check: Check,
  thunk: Thunk,
  id: string,
  store: SnapshotStore,
  { tags = {}, properties, ...given }: NoDiffOptions,
): Promise<CheckedResult> {
  const options = withMode(given)
  const update = writesOf(check)
  const known = await store.has(id)
  if (update === 'record') checkLiveAllowed('The mode record (RETRIAL_MODE)')
  const held = (result: ReplayResult): Promise<ReplayResult> =>
    heldToProperties(result, properties, options.mode)
  const judging = {
    resultOf: async (snapshot: DecisionSnapshot) => held(await recordedResult(snapshot)),
    mustHold: properties !== undefined,
  }
  if (update === 'record' && known)
    return recordChecked(thunk, store, id, { tags, replace: true, ...judging })
  if (update !== 'none' && !known) {
    const recorded = await recordNew(thunk, store, id, { tags, ...judging })
    if (recorded !== undefined) return recorded
  }
  const replay = async (target: string | DecisionSnapshot): Promise<ReplayResult> =>
    held(await new ReplayEngine(store).replayCall(thunk, target, options))
  const result = await replay(id)
  if (update !== 'all') return { result, kind: 'replayed' }
  return accept(result, { store, ...judging, replayAgain: replay, callForReal: thunk })
}

/**
 * A test that is meant to fail leaves a baseline as it is. One that is missing is recorded, and the test does not fail: else
 * it would pass by having compared nothing.
 */
function writesOf({ context }: Check): UpdateMode {
  if (context.isNot === true) return 'none'
  const mode = updateMode(context)
  return mode !== 'none' && inFailingTest(context) ? 'new' : mode
}

/** Undefined where another test took the id in the meantime: then its baseline is what this one is compared with. */
async function recordNew(
  thunk: Thunk,
  store: SnapshotStore,
  id: string,
  options: Omit<RecordOptions, 'replace'>,
): Promise<CheckedResult | undefined> {
  try {
    return await recordChecked(thunk, store, id, { ...options, replace: false })
  } catch (error) {
    if (isReplayError(error) && error.code === 'DUPLICATE_ID') return undefined
    throw error
  }
}

/** Something that was made already: a snapshot, the id of one, or a plain value. */
async function compare(
  received: unknown,
  id: string,
  store: SnapshotStore,
  options: NoDiffOptions,
): Promise<CheckedResult> {
  const { mode } = withMode(options)
  const kind = 'replayed'
  if (!(await store.has(id))) return { result: await new ReplayEngine(store).replay(id), kind }
  const recorded = await store.load(id)
  const other =
    !isSnapshot(received) && typeof received === 'string' && received !== id && (await hasId(store, received))
  const result = isSnapshot(received)
    ? await compareSnapshots(recorded, received, mode)
    : other
      ? await compareSnapshots(recorded, await store.load(received), mode)
      : await compareValue(recorded, received, mode)
  const held = await heldToProperties(result, options.properties, mode)
  return { result: held, kind, ...(other ? { uses: [printable(received)] } : {}) }
}

/** The mode of the config where the assertion names none. */
function withMode<Options extends NoDiffOptions>(options: Options): Options {
  const { mode = options.mode } = runSettings()
  return mode === undefined || options.mode !== undefined ? options : { ...options, mode }
}

async function hasId(store: SnapshotStore, text: string): Promise<boolean> {
  try {
    return await store.has(text)
  } catch {
    // Not the form of an id: a plain value then.
    return false
  }
}
