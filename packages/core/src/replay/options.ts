import { inspect } from 'node:util'
import { UsageError } from '../errors.js'
import { checkRule, isPolicy, type ReplayPolicy } from '../policy/index.js'
import { checkKnownOptions, checkTimeout } from '../known-options.js'
import { checkOptionNames } from '../option-names.js'
import { checkScorerChoice } from '../similarity/scorer-choice.js'
import { checkLiveAllowed } from './live-allowed.js'
import { checkOverrides } from './overrides.js'
import { checkTrials } from './trials.js'
import { isThenable } from '../when-all.js'
import type { BatchOptions, EffectsMode, EngineOptions, ReplayMode, ReplayOptions } from './types.js'

const MODES: readonly ReplayMode[] = ['strict', 'tolerant', 'validation-only']
const OPTIONS = ['mode', 'policy', 'effects', 'overrides', 'trials', 'pass', 'timeoutMs', 'signal']
const EFFECTS: readonly EffectsMode[] = ['recorded', 'live']

/** @throws UsageError `INVALID_OPTION` naming the option. */
export function checkEngineOptions(options: EngineOptions): void {
  checkKnownOptions(options, ['mode', 'timeoutMs', 'scorer'], 'new ReplayEngine()')
  checkMode(options.mode)
  checkTimeout(options, 'new ReplayEngine()')
  checkScorerChoice(options.scorer, 'new ReplayEngine()')
}

/** @throws UsageError `INVALID_OPTION` naming the option; `LIVE_IN_CI`. */
export function checkReplayOptions(
  options: ReplayOptions,
  of = 'replay()',
  more: readonly string[] = [],
): void {
  checkKnownOptions(options, more.length === 0 ? OPTIONS : [...OPTIONS, ...more], of)
  // As of most assertions.
  if (Object.keys(options).length === 0) return
  checkMode(options.mode)
  checkOneOf('effects', options.effects, EFFECTS)
  if (options.effects === 'live') checkLiveAllowed(`${of} with effects: 'live'`)
  checkOverrides(options.overrides, of)
  checkTrials(options.trials, options.pass, of)
  checkTimeout(options, of)
  if (options.policy !== undefined) checkPolicy(options.policy)
  checkMethod('signal', options.signal, 'throwIfAborted', 'an AbortSignal')
}

/** @throws UsageError `INVALID_OPTION`, also for the promise of a store. */
export function checkStore(store: unknown): void {
  const isStore =
    typeof store === 'object' && store !== null && 'load' in store && typeof store.load === 'function'
  if (isStore) return
  const hint = isThenable(store) ? ' It is a promise: await openStore(url) first.' : ''
  throw new UsageError(
    'INVALID_OPTION',
    `new ReplayEngine(store) takes a store, as await openStore(url) gives it.${hint}`,
  )
}

/** @throws UsageError `INVALID_OPTION` naming the option. */
export function checkBatchOptions(options: BatchOptions, of = 'replayBatch()'): void {
  checkReplayOptions(options, of, ['concurrency', 'onProgress'])
  const { concurrency = 1 } = options
  if (!Number.isInteger(concurrency) || concurrency < 1) {
    throw invalid('concurrency', concurrency, 'a whole number of at least 1')
  }
  checkMethod('onProgress', options.onProgress, 'call', 'a function')
}

/** Those of a replay that waits for nothing, and so cannot ask the world. */
export type SyncReplayOptions = Omit<ReplayOptions, 'effects'> & { readonly effects?: 'recorded' }

/** @throws UsageError `INVALID_OPTION` naming the option. */
export function checkSyncOptions(options: SyncReplayOptions): void {
  if ((options as ReplayOptions | null)?.effects === 'live') {
    throw new UsageError(
      'INVALID_OPTION',
      "replaySync() cannot have effects: 'live': the world is waited for. Use replay() for it.",
    )
  }
  checkReplayOptions(options, 'replaySync()')
}

/**
 * A call of a test's own has inputs of its own, is made once, and is made.
 *
 * @throws UsageError `INVALID_OPTION` naming the option.
 */
export function checkCallOptions({ mode, overrides, trials = 1 }: ReplayOptions): void {
  if (overrides !== undefined) throw notForCalls('overrides')
  if (trials !== 1) throw notForCalls('trials')
  if (mode === 'validation-only') throw notForCalls("mode 'validation-only'")
}

function notForCalls(option: string): UsageError {
  return new UsageError(
    'INVALID_OPTION',
    `${option} is for replays of recordings by id: a call handed over as a function is made as it is, once.`,
  )
}

/**
 * Where nothing is run, options of a run would do nothing.
 *
 * @throws UsageError `INVALID_OPTION` naming the option.
 */
export function checkValidationOptions({ effects, overrides, trials = 1 }: ReplayOptions): void {
  const useless = [
    effects === 'live' && "effects: 'live'",
    overrides !== undefined && 'overrides',
    trials !== 1 && 'trials',
  ].find((option) => option !== false)
  if (useless === undefined) return
  throw new UsageError('INVALID_OPTION', `${useless} has no meaning in mode validation-only: nothing is run.`)
}

/**
 * The options of a matcher. A test that holds because nothing was run would hold nothing.
 *
 * @param known what the matcher takes.
 * @throws UsageError `INVALID_OPTION` naming the option.
 */
export function checkMatcherOptions(
  options: { readonly mode?: unknown },
  of: string,
  known: readonly string[],
): void {
  checkOptionNames(options, known, of)
  if (options.mode === 'validation-only') {
    throw new UsageError(
      'INVALID_OPTION',
      `${of} runs the decision: mode is strict or tolerant. To check recordings without running it, use engine.validate(id, policy).`,
    )
  }
  checkReplayOptions(options as ReplayOptions, of, known)
}

/** Rules that were checked and cannot change. Those of a builder are so at once; others may be anything by the next replay. */
const checkedRules = new WeakSet<object>()

/** @throws UsageError `INVALID_OPTION` for what is no policy, `INVALID_POLICY` for one that can check nothing. */
export function checkPolicy(policy: unknown): asserts policy is ReplayPolicy {
  if (!isPolicy(policy) || !['judged', 'dropped'].includes(policy.unlisted)) {
    throw invalid('policy', policy, 'a policy made with policy(name), or of data by policy.fromJSON(data)')
  }
  const { rules, unlisted } = policy
  // One of another copy of the package may have none.
  const { overrides } = policy as { readonly overrides?: ReplayPolicy['overrides'] }
  const all = [...rules, ...(overrides ?? []).flatMap((override) => override.rules)]
  for (const rule of all) {
    if (checkedRules.has(rule)) continue
    checkRule(policy.name, rule)
    if (Object.isFrozen(rule)) checkedRules.add(rule)
  }
  if (unlisted === 'dropped' && all.every(({ comparator }) => comparator === 'ignore')) {
    throw new UsageError(
      'INVALID_POLICY',
      `policy("${policy.name}") checks nothing: it judges only() the fields of its rules, and has no rule that checks one. Add a rule, or leave out only().`,
    )
  }
}

function checkMode(mode: unknown): void {
  checkOneOf('mode', mode, MODES)
}

function checkOneOf(name: string, value: unknown, known: readonly string[]): void {
  if (value !== undefined && !known.some((one) => one === value)) {
    throw invalid(name, value, `one of ${known.join(', ')}`)
  }
}

/** Tells what a value is by one of its methods: it may be of another realm. */
function checkMethod(name: string, value: unknown, method: string, expected: string): void {
  if (value === undefined) return
  const found = value === null ? undefined : (value as Record<string, unknown>)[method]
  if (typeof found !== 'function') throw invalid(name, value, expected)
}

function invalid(name: string, value: unknown, expected: string): UsageError {
  return new UsageError('INVALID_OPTION', `${name} must be ${expected}, it is ${inspect(value)}.`)
}
