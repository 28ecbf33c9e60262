import type { HttpRequest } from '../snapshot/types.js'
import type { Played } from './http/caught-request.js'

/**
 * Why the tape had no answer: `NO_TAPE` (nothing of this kind was recorded), `NO_MATCH` (not this one), or
 * `EXHAUSTED` (this one, but not as often).
 */
export type MissKind = 'NO_TAPE' | 'NO_MATCH' | 'EXHAUSTED'

/** What code under replay asked for and the tape does not hold. */
export interface Miss {
  readonly kind: MissKind
  /** 1 for the first effect of the replay. */
  readonly position: number
  readonly asked: { readonly request: HttpRequest } | { readonly name: string }
}

/** What was asked for, in a few words. */
export function askedFor(miss: Miss): string {
  return 'name' in miss.asked
    ? `effect "${miss.asked.name}"`
    : `${miss.asked.request.method} ${miss.asked.request.url}`
}

/**
 * The answer to a request that is not on the tape: 424 (Failed Dependency) with `x-should-retry: false`, which the
 * provider clients take as final. An error thrown into them would be retried and could be swallowed.
 */
export function missAnswer(miss: Miss): Played {
  const message = `Retrial: ${askedFor(miss)} is not in the recording (${miss.kind}).`
  return {
    end: 'done',
    response: {
      status: 424,
      statusText: 'Failed Dependency',
      headers: { 'content-type': 'application/json', 'x-should-retry': 'false' },
      chunks: [{ json: { error: { type: 'replay_unrecorded', code: 'EFFECT_MISS', message } } }],
    },
  }
}
