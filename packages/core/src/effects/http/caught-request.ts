import type { Scope } from '../../decision/scope.js'
import type { HttpEffect, HttpRequest } from '../../snapshot/types.js'
import type { ExchangeRecording } from './record-exchange.js'

/** A scope that answers for HTTP as well. */
export interface HttpScope extends Scope {
  /** Whether requests of `node:http` are handed to it as well as those of undici. */
  readonly tapsNode: boolean
  /** True while a connection is opened for a request on the tape: that is no contact of its own. */
  opening?: boolean
  /** Must make one of the three become of the request, in this turn. */
  exchange(request: CaughtRequest): void
}

/** A request that a tap has caught, whatever the client is. */
export interface CaughtRequest {
  /** It goes its way as if it had not been caught. */
  pass(): void
  /** It reaches the network, and `recording` hears of it. */
  record(recording: ExchangeRecording): void
  /** It is answered in place of the network. */
  play(answers: AnswerSource): void
}

/** Where the answer to one request comes from. */
export interface AnswerSource {
  /**
   * Called once, when the request is known in full.
   *
   * @param describe the request, its secrets still in it.
   */
  answer(describe: () => HttpRequest): Played
  /** Called in place of `answer` when the request came to nothing before it was known. */
  dropped(): void
  /** All that was to be handed over has been. */
  played(): void
}

/** What is played to a client: a recorded exchange, or an answer made up in its place. */
export type Played = Pick<HttpEffect, 'response' | 'end' | 'error'>
