import { isPromise } from 'node:util/types'
import type { DecisionDefinition } from '../decision/definition.js'
import { scopes } from '../decision/scope.js'
import { RecordDeterminism, type GivenSurroundings } from '../effects/determinism/record-determinism.js'
import { inOneSync } from '../effects/determinism/sync-builtins.js'
import { describeEscapes } from '../effects/escape-guard.js'
import { tapsNode } from '../effects/http/http-taps.js'
import { openTapsUntilGone } from '../effects/http/open-taps.js'
import { LIMITS } from '../limits.js'
import { readModelFacts } from '../providers/index.js'
import { buildSnapshot, inputsOf, type Outcome } from '../snapshot/build.js'
import { defined } from '../snapshot/plain-object.js'
import { copyOf } from '../snapshot/copy.js'
import { redactorOfCall } from '../snapshot/redaction/settings.js'
import type { DecisionSnapshot, ExecutionContext, HttpRequest } from '../snapshot/types.js'
import { elapsedSince, nextMacrotask, now, wallClock } from '../timers.js'
import { RecordScope } from './record-scope.js'

export interface RecordedCall {
  /** What the decision gave back: its value, or its promise. */
  readonly returned: unknown
  /** Set where the decision threw at once. */
  readonly threw?: { readonly thrown: unknown }
  /** Contacts with the network around the tape, so far. */
  escapes(): string[]
  /** Takes away the taps, and what answered for the clock and for chance. Done by {@link snapshot} too. */
  readonly close: () => void
  /** The snapshot, once the call and its effects have ended. */
  snapshot(id: string, tags: Record<string, string>): Promise<DecisionSnapshot>
}

/** What a call is made with in the place of what it would be made with. */
export interface CallChanges extends GivenSurroundings {
  /** Gives the request to send in the place of one; undefined where that is to be sent as it is. */
  readonly instead?: ((request: HttpRequest) => HttpRequest | undefined) | undefined
  /** What the snapshot says of the surroundings. */
  readonly context?: ExecutionContext | undefined
}

/**
 * Calls a decision for real and records it.
 *
 * @param changes none by default.
 * @throws ValueError `NOT_SERIALIZABLE`, `LIMIT_EXCEEDED` or `REDACTION_FAILED` for an argument that cannot be kept;
 * the decision is not called then.
 */
export function recordCall(
  definition: DecisionDefinition,
  self: unknown,
  args: unknown[],
  changes: CallChanges = {},
): RecordedCall {
  const redactor = redactorOfCall(definition)
  const determinism = new RecordDeterminism(definition.options.env ?? [], redactor, changes)
  const inputs = inputsOf(definition, args, redactor)
  const scope = new RecordScope(redactor, determinism, tapsNode(definition), changes.instead)
  const createdAt = new Date(wallClock()).toISOString()
  const closeTaps = inOneSync(() => {
    determinism.open()
    return openTapsUntilGone(scope)
  })
  const close = (): void => {
    determinism.close()
    closeTaps()
  }
  const startedAt = now()
  const timed = (outcome: Outcome) => {
    const executionTimeMs = elapsedSince(startedAt)
    return { outcome, executionTimeMs, ownTimeMs: scope.waiting.ownTimeMs(executionTimeMs) }
  }

  let returned: unknown
  let threw: { thrown: unknown } | undefined
  try {
    returned = scopes.run(scope, () => onceOnly(definition.fn.apply(self, args)))
  } catch (thrown) {
    threw = { thrown }
  }
  const settled =
    threw === undefined
      ? Promise.resolve(returned).then(
          (value) => timed({ value: copyOf(value, 'output') }),
          (thrown: unknown) => timed({ thrown }),
        )
      : Promise.resolve(timed(threw))
  // An output that cannot be kept is told by snapshot(), which may be asked for it later.
  const over = settled.catch(() => undefined)
  // What was begun and not waited for looks at the clock within this turn.
  void over.then(nextMacrotask).then(() => {
    determinism.stop()
  })

  return {
    returned,
    ...(threw === undefined ? {} : { threw }),
    close,
    escapes: () => describeEscapes(scope.escapes),
    async snapshot(id, tags) {
      const { outcome, ...times } = await settled.catch((error: unknown) => {
        close()
        throw error
      })
      const effects = await scope.close(LIMITS.settleMs).finally(close)
      const facts = {
        id,
        createdAt,
        effects,
        ...times,
        ...readModelFacts(effects),
        ...defined({ determinism: determinism.determinism(), context: changes.context }),
        tags,
      }
      return buildSnapshot(definition, inputs, outcome, facts, redactor)
    },
  }
}

/** A query builder, say, runs anew each time it is awaited, and both the recording and the caller await it. */
function onceOnly(returned: unknown): unknown {
  const isThenable = typeof returned === 'object' && returned !== null && 'then' in returned
  return isThenable && !isPromise(returned) ? Promise.resolve(returned) : returned
}
