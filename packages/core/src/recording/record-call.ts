import type { DecisionDefinition } from '../decision/definition.js'
import { scopes } from '../decision/scope.js'
import { describeEscapes } from '../effects/escape-guard.js'
import { tapsNode } from '../effects/http/http-taps.js'
import { openTaps } from '../effects/http/open-taps.js'
import { LIMITS } from '../limits.js'
import { readModelFacts } from '../providers/index.js'
import { buildSnapshot, inputsOf, type Outcome } from '../snapshot/build.js'
import { copyOf } from '../snapshot/copy.js'
import { redactorOfCall } from '../snapshot/redaction/settings.js'
import type { DecisionSnapshot } from '../snapshot/types.js'
import { elapsedSince, now, wallClock } from '../timers.js'
import { RecordScope } from './record-scope.js'

export interface RecordedCall {
  /** What the decision gave back, untouched: a value, or its promise. */
  readonly returned: unknown
  /** Set where the decision threw at once. */
  readonly threw?: { readonly thrown: unknown }
  /** Contacts with the network around the tape, so far. */
  escapes(): string[]
  /** Takes away the taps. Done by {@link snapshot} too. */
  readonly closeTaps: () => void
  /** The snapshot, once the call and its effects have ended. */
  snapshot(id: string, tags: Record<string, string>): Promise<DecisionSnapshot>
}

/**
 * Calls a decision for real and records it.
 *
 * @throws ValueError `NOT_SERIALIZABLE`, `LIMIT_EXCEEDED` or `REDACTION_FAILED` for an argument that cannot be kept;
 * the decision is not called then.
 */
export function recordCall(definition: DecisionDefinition, self: unknown, args: unknown[]): RecordedCall {
  const redactor = redactorOfCall(definition)
  const inputs = inputsOf(definition, args, redactor)
  const scope = new RecordScope(redactor, tapsNode(definition))
  const closeTaps = openTaps(scope)
  const createdAt = new Date(wallClock()).toISOString()
  const startedAt = now()
  const timed = (outcome: Outcome) => {
    const executionTimeMs = elapsedSince(startedAt)
    return { outcome, executionTimeMs, ownTimeMs: scope.waiting.ownTimeMs(executionTimeMs) }
  }

  let returned: unknown
  let threw: { thrown: unknown } | undefined
  try {
    returned = scopes.run(scope, () => definition.fn.apply(self, args))
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
  settled.catch(() => undefined)

  return {
    returned,
    ...(threw === undefined ? {} : { threw }),
    closeTaps,
    escapes: () => describeEscapes(scope.escapes),
    async snapshot(id, tags) {
      const { outcome, ...times } = await settled.catch((error: unknown) => {
        closeTaps()
        throw error
      })
      const effects = await scope.close(LIMITS.settleMs).finally(closeTaps)
      const facts = { id, createdAt, effects, ...times, ...readModelFacts(effects), tags }
      return buildSnapshot(definition, inputs, outcome, facts, redactor)
    },
  }
}
