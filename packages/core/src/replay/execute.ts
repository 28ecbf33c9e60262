import { scopes } from '../decision/scope.js'
import { describeEscapes, installEscapeGuard } from '../effects/escape-guard.js'
import { openTaps } from '../effects/http/open-taps.js'
import type { Miss } from '../effects/miss.js'
import { Tape } from '../effects/tape.js'
import { LIMITS } from '../limits.js'
import type { Outcome } from '../snapshot/build.js'
import type { Redactor } from '../snapshot/redaction/redactor.js'
import type { Effect } from '../snapshot/types.js'
import { after, elapsedSince, now } from '../timers.js'
import { ReplayScope } from './replay-scope.js'

/** One run of a decision with the tape answering for the world. */
export interface Execution {
  /** Absent when the run was stopped: by the deadline, or after a miss. */
  readonly outcome?: Outcome
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

export interface ExecuteOptions {
  readonly effects: readonly Effect[]
  readonly redactor: Redactor
  /** Whether `node:http` is taped. Default: no. */
  readonly tapsNode?: boolean
  readonly timeoutMs: number
  readonly signal?: AbortSignal | undefined
}

/** A run under way. */
export interface StartedExecution {
  /** What the call gave back at once: its value, its promise, or a throw. */
  readonly immediate: { readonly returned: unknown } | { readonly thrown: unknown }
  /** Rejects with the reason of `signal` when it aborts. */
  readonly finished: Promise<Execution>
}

/** Starts `call` inside a replay. A run that goes on long after its first miss, in retries say, is not waited for. */
export function startExecution(call: () => unknown, options: ExecuteOptions): StartedExecution {
  options.signal?.throwIfAborted()
  installEscapeGuard()
  const scope = new ReplayScope(new Tape(options.effects), options.redactor, options.tapsNode)
  const closeTaps = openTaps(scope)
  const startedAt = now()
  const immediate = scopes.run(scope, () => attempt(call))
  const ended = settled(immediate)
  const finished = finish(ended, scope, startedAt, options)
  // Not before the code has ended: one that was stopped may ask for more, and must not reach the network.
  void Promise.allSettled([ended, finished]).then(closeTaps)
  return { immediate, finished }
}

function attempt(call: () => unknown): StartedExecution['immediate'] {
  try {
    return { returned: call() }
  } catch (thrown) {
    return { thrown }
  }
}

async function finish(
  ended: Promise<Outcome>,
  scope: ReplayScope,
  startedAt: number,
  options: ExecuteOptions,
): Promise<Execution> {
  const stop = stopper(scope, options)
  const outcome = await Promise.race([ended, stop.reason]).finally(stop.cancel)
  const ownTimeMs = scope.waiting.ownTimeMs(elapsedSince(startedAt))
  if (typeof outcome !== 'string') await scope.allAsked(LIMITS.settleMs)
  return {
    ...(typeof outcome === 'string' ? {} : { outcome }),
    ownTimeMs,
    timedOut: outcome === 'timeout',
    failure: scope.failure,
    misses: [...scope.misses],
    escapes: describeEscapes(scope.escapes),
    tape: scope.tape,
    redactor: options.redactor,
  }
}

async function settled(immediate: StartedExecution['immediate']): Promise<Outcome> {
  if ('thrown' in immediate) return immediate
  try {
    return { value: await immediate.returned }
  } catch (thrown) {
    return { thrown }
  }
}

/** Why a run is not waited for any longer: its deadline, a miss some time ago, or the caller's signal. */
function stopper(
  scope: ReplayScope,
  { timeoutMs, signal }: ExecuteOptions,
): { reason: Promise<'timeout' | 'missed'>; cancel: () => void } {
  const cancels: (() => void)[] = []
  let cancelled = false
  const reason = new Promise<'timeout' | 'missed'>((resolve, reject) => {
    const resolveAfter = (ms: number, why: 'timeout' | 'missed'): void => {
      cancels.push(
        after(ms, () => {
          resolve(why)
        }),
      )
    }
    resolveAfter(timeoutMs, 'timeout')
    void scope.firstMiss.then(() => {
      if (!cancelled) resolveAfter(LIMITS.missGraceMs, 'missed')
    })
    const onAbort = (): void => {
      reject(signal?.reason as Error)
    }
    if (signal?.aborted === true) onAbort()
    signal?.addEventListener('abort', onAbort, { once: true })
    cancels.push(() => signal?.removeEventListener('abort', onAbort))
  })
  return {
    reason,
    cancel: () => {
      cancelled = true
      for (const cancel of cancels) cancel()
    },
  }
}
