import { definitionOf } from '../decision/decision.js'
import { isReplayError, UsageError } from '../errors.js'
import { recordBaseline } from '../recording/record-baseline.js'
import { compareSnapshots, compareValue } from '../replay/compare.js'
import { checkMatcherOptions } from '../replay/options.js'
import { ReplayEngine } from '../replay/replay-engine.js'
import { recordedResult } from '../replay/recorded-result.js'
import type { ReplayResult } from '../replay/types.js'
import { checkSnapshotId } from '../snapshot/snapshot-id.js'
import type { DecisionSnapshot } from '../snapshot/types.js'
import type { SnapshotStore } from '../store/store.js'
import { accept } from './accept.js'
import { baselineStore } from './baselines.js'
import type { Check } from './check.js'
import type { MatcherResult } from './context.js'
import { finish, type CheckedResult } from './finish.js'
import { NO_DIFF_OPTIONS, type NoDiffOptions } from './options.js'
import { isSnapshot } from './targets.js'
import { updateMode } from './update-mode.js'

type Thunk = () => unknown

/** @see ReplayMatchers.toHaveNoDiffFrom */
export async function toHaveNoDiffFrom(
  check: Check,
  received: unknown,
  id: string,
  options: NoDiffOptions = {},
): Promise<MatcherResult> {
  checkSnapshotId(id)
  checkMatcherOptions(options, 'toHaveNoDiffFrom()', NO_DIFF_OPTIONS)
  if (!isThunk(received)) checkOnlyMode(options)
  const store = await baselineStore(updateMode(check.context) === 'none')
  const checked = isThunk(received)
    ? await checkThunk(check, received, id, store, options)
    : {
        result: await compare(received, id, store, options),
        kind: 'replayed' as const,
        acceptable: false,
      }
  return finish(check, [checked])
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
function checkOnlyMode({ mode: _mode, ...ofCalls }: NoDiffOptions): void {
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
  { tags, ...options }: NoDiffOptions,
): Promise<CheckedResult> {
  const mode = check.context.isNot === true ? 'none' : updateMode(check.context)
  const recorded =
    mode === 'none' || (await store.has(id)) ? undefined : await recordNew(thunk, store, id, tags)
  if (recorded !== undefined) return { result: await recordedResult(recorded), kind: 'recorded' }
  const replay = (target: string | DecisionSnapshot): Promise<ReplayResult> =>
    new ReplayEngine(store).replayCall(thunk, target, options)
  const result = await replay(id)
  if (mode !== 'all') return { result, kind: 'replayed' }
  return accept(result, { store, mode: options.mode, replayAgain: replay, callForReal: thunk })
}

/** Undefined where another test took the id in the meantime: then its baseline is what this one is compared with. */
async function recordNew(
  thunk: Thunk,
  store: SnapshotStore,
  id: string,
  tags: NoDiffOptions['tags'] = {},
): Promise<DecisionSnapshot | undefined> {
  try {
    return await recordBaseline(thunk, store, id, { tags, replace: false })
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
  { mode }: NoDiffOptions,
): Promise<ReplayResult> {
  if (!(await store.has(id))) return new ReplayEngine(store).replay(id)
  const recorded = await store.load(id)
  if (isSnapshot(received)) return compareSnapshots(recorded, received, mode)
  const other = typeof received === 'string' && received !== id && (await hasId(store, received))
  return other
    ? compareSnapshots(recorded, await store.load(received), mode)
    : compareValue(recorded, received, mode)
}

async function hasId(store: SnapshotStore, text: string): Promise<boolean> {
  try {
    return await store.has(text)
  } catch {
    // Not the form of an id: a plain value then.
    return false
  }
}
