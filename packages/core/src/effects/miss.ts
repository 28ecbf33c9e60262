import { describeContact, type Contact } from './contact.js'
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
  readonly asked: Contact
}

const FIRST = { status: 424, statusText: 'Failed Dependency' }
const AGAIN = { status: 406, statusText: 'Not Acceptable' }

/**
 * The answer to a request that is not on the tape: 424 (Failed Dependency) with `x-should-retry: false`, which the
 * provider clients take as final. An error thrown into them would be retried and could be swallowed.
 *
 * @param again whether the same was asked before. Its client retries what it does not know (LangChain does, up to six
 * times in two minutes, in which the process cannot end): it is told 406, which none retries.
 */
export function missAnswer(miss: Miss, again = false): Played {
  const message = `Retrial: ${notRecorded(miss)}`
  return {
    end: 'done',
    response: {
      ...(again ? AGAIN : FIRST),
      headers: { 'content-type': 'application/json', 'x-should-retry': 'false' },
      chunks: [{ json: { error: { type: 'replay_unrecorded', code: 'EFFECT_MISS', message } } }],
    },
  }
}

/** What code under replay is told. */
export function notRecorded({ asked, kind }: Miss): string {
  return `${describeContact(asked)} is not in the recording (${kind}).`
}
