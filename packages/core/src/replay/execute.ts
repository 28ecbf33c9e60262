import { isPromise } from 'node:util/types'
import { scopes } from '../decision/scope.js'
import type { PlayDeterminism } from '../effects/determinism/play-determinism.js'
import { describeEscapes, installEscapeGuard } from '../effects/escape-guard.js'
import { openTaps } from '../effects/http/open-taps.js'
import type { Miss } from '../effects/miss.js'
import { Tape } from '../effects/tape.js'
import type { Steady } from '../effects/volatile.js'
import { UsageError } from '../errors.js'
import { LIMITS } from '../limits.js'
import type { Outcome } from '../snapshot/build.js'
import type { Redactor } from '../snapshot/redaction/redactor.js'
import type { Effect } from '../snapshot/types.js'
import { elapsedSince, now, sharedMacrotask } from '../timers.js'
import { isThenable } from '../when-all.js'
import { whenGone } from '../when-gone.js'
import { ReplayScope } from './replay-scope.js'
import { orStopped, type StopOptions } from './stopper.js'

/** One run of a decision with the tape answering for the world. */
export interface Execution {
  /** Undefined when the run was stopped: by the deadline, or after a miss. */
  readonly outcome: Outcome | undefined
  /** Milliseconds, the waiting on effects not counted. */
  readonly ownTimeMs: number
  readonly timedOut: boolean
  /** Set where a contact could not be matched or answered: a rule of redaction failed, a codec is missing. */
  readonly failure?: { readonly error: unknown } | undefined
  readonly misses: readonly Miss[]
  /** Contacts with the network around the tape, in a few words each. */
  readonly escapes: readonly string[]
  readonly tape: Tape
  /** Knows the secrets of this run. */
  readonly redactor: Redactor
}

export interface ExecuteOptions extends StopOptions {
  readonly effects: readonly Effect[]
  readonly redactor: Redactor
  /** What of a contact takes part in matching. Default: all of it. */
  readonly steady?: Steady
  /** What answers for the clock, chance and the environment, where any of them was read. */
  readonly determinism?: PlayDeterminism | undefined
  /** Whether `node:http` is taped. Default: no. */
  readonly tapsNode?: boolean
}

/** A run under way. */
export interface StartedExecution<T = Execution> {
  /** What the call gave back at once: its value, its promise, or a throw. */
  readonly immediate: { readonly returned: unknown } | { readonly thrown: unknown }
  /** What `go` makes of it. Rejects with the reason of `signal` when it aborts. */
  readonly finished: Promise<T>
}

/**
 * Starts `call` inside a replay. A run that goes on long after its first miss, in retries say, is not waited for.
 *
 * @param go makes something of the run, with no promise between: most replays are short.
 */
export function startExecution<T>(
  call: () => unknown,
  options: ExecuteOptions,
  go: (execution: Execution) => T | Promise<T>,
): StartedExecution<T> {
  const begun = begin(call, options)
  return { immediate: begun.immediate, finished: finish(begun, options, go) }
}

/**
 * The same for a synchronous `call`.
 *
 * @throws UsageError `INVALID_OPTION` where it gives a promise.
 */
export function executeSync(call: () => unknown, options: ExecuteOptions): Execution {
  const { scope, immediate, startedAt, closeTaps } = begin(call, options)
  const ownTimeMs = scope.waiting.ownTimeMs(elapsedSince(startedAt))
  options.determinism?.close()
  if ('returned' in immediate && isPromise(immediate.returned)) {
    void immediate.returned.then(closeTaps, closeTaps)
    // A wrapped call that is not on the tape is not known to be synchronous, and gives a promise.
    if (scope.misses.length > 0) return executionOf(scope, 'missed', ownTimeMs, options)
    throw new UsageError(
      'INVALID_OPTION',
      'replaySync() was asked for a decision that gives a promise. Use replay() for it.',
    )
  }
  closeTaps()
  const answer = 'returned' in immediate ? { value: immediate.returned } : immediate
  return executionOf(scope, isLate(startedAt, options) ? 'timeout' : answer, ownTimeMs, options)
}

/** Code that does not yield cannot be stopped, only told to have been too slow. */
function isLate(startedAt: number, { timeoutMs }: StopOptions): boolean {
  return elapsedSince(startedAt) > timeoutMs
}

interface Begun {
  readonly scope: ReplayScope
  readonly immediate: StartedExecution['immediate']
  readonly startedAt: number
  readonly closeTaps: () => void
}

function begin(call: () => unknown, options: ExecuteOptions): Begun {
  options.signal?.throwIfAborted()
  installEscapeGuard()
  const tape = new Tape(options.effects, options.steady)
  const scope = new ReplayScope(tape, options.redactor, options.determinism, options.tapsNode)
  const closeTaps = openTaps(scope)
  options.determinism?.open()
  const startedAt = now()
  return { scope, immediate: scopes.run(scope, () => attempt(call)), startedAt, closeTaps }
}

function attempt(call: () => unknown): StartedExecution['immediate'] {
  try {
    return { returned: call() }
  } catch (thrown) {
    return { thrown }
  }
}

function finish<T>(
  begun: Begun,
  options: ExecuteOptions,
  go: (execution: Execution) => T | Promise<T>,
): Promise<T> {
  const ended = endOf(begun.immediate)
  return ended instanceof Promise
    ? finishLater(begun, ended, options).then(go)
    : finishAtOnce(begun, ended, options, go)
}

/** Of a call that gave its answer at once, as most do: without a function that waits, which would cost twice the promises. */
function finishAtOnce<T>(
  { scope, startedAt, closeTaps }: Begun,
  answer: Outcome,
  options: ExecuteOptions,
  go: (execution: Execution) => T | Promise<T>,
): Promise<T> {
  const ended = (outcome: Outcome | 'timeout'): Execution => {
    options.determinism?.close()
    closeTaps()
    return executionOf(scope, outcome, ownTimeMs, options)
  }
  const elapsedMs = elapsedSince(startedAt)
  const ownTimeMs = scope.waiting.ownTimeMs(elapsedMs)
  // What a synchronous call aborts by itself would be heard of too late.
  if (options.signal?.aborted === true) {
    ended(answer)
    return Promise.reject(options.signal.reason as Error)
  }
  if (elapsedMs > options.timeoutMs) return Promise.resolve(ended('timeout')).then(go)
  const finished = (): T | Promise<T> => go(ended(answer))
  return sharedMacrotask().then(() =>
    scope.isReading ? scope.allRead(LIMITS.settleMs).then(finished) : finished(),
  )
}

async function finishLater(
  { scope, startedAt, closeTaps }: Begun,
  ended: Promise<Outcome>,
  options: ExecuteOptions,
): Promise<Execution> {
  let stopped = true
  try {
    const answer = await orStopped(ended, options, scope.onFirstMiss)
    stopped = typeof answer === 'string'
    const outcome = isLate(startedAt, options) && answer !== 'missed' ? 'timeout' : answer
    const ownTimeMs = scope.waiting.ownTimeMs(elapsedSince(startedAt))
    // One that was begun and not waited for reaches the tape within this turn, or when its body has been read.
    if (typeof outcome !== 'string') {
      await sharedMacrotask()
      if (scope.isReading) await scope.allRead(LIMITS.settleMs)
    }
    return executionOf(scope, outcome, ownTimeMs, options)
  } finally {
    options.determinism?.close()
    // Not before the code has ended: one that was stopped may ask for more, and must not reach the network.
    void ended.then(closeTaps)
    // It may never end.
    if (stopped) whenGone(scope, closeTaps)
  }
}

/** A promise, which never rejects, only where there is something to wait for: most replays are short. */
function endOf(immediate: StartedExecution['immediate']): Outcome | Promise<Outcome> {
  if ('thrown' in immediate) return immediate
  const { returned } = immediate
  try {
    return isThenable(returned) ? settled(returned) : { value: returned }
  } catch (thrown) {
    // By a getter `then`: whoever awaits the call meets it too.
    return { thrown }
  }
}

function executionOf(
  scope: ReplayScope,
  outcome: Outcome | 'timeout' | 'missed',
  ownTimeMs: number,
  { redactor }: ExecuteOptions,
): Execution {
  return {
    outcome: typeof outcome === 'string' ? undefined : outcome,
    ownTimeMs,
    timedOut: outcome === 'timeout',
    failure: scope.failure,
    misses: scope.misses.slice(),
    escapes: describeEscapes(scope.escapes),
    tape: scope.tape,
    redactor,
  }
}

function settled(returned: PromiseLike<unknown>): Promise<Outcome> {
  return Promise.resolve(returned).then(
    (value) => ({ value }),
    (thrown: unknown) => ({ thrown }),
  )
}
