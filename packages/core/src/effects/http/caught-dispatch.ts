import type { AnswerSource, CaughtRequest } from './caught-request.js'
import { observe } from './observe.js'
import { playExchange } from './play-exchange.js'
import { insteadOf } from './instead-of.js'
import type { ExchangeRecording } from './record-exchange.js'
import type { Dispatch, DispatchHandler, DispatchOptions } from './undici.js'
import { withRequest } from './with-request.js'

/** A request of undici that the tap has caught. */
export class CaughtDispatch implements CaughtRequest {
  /** What undici's `dispatch` gives back: false where the client is to wait for `drain`. */
  returned = true

  /** @param send reaches the network. */
  constructor(
    private readonly send: Dispatch,
    readonly target: DispatchOptions,
    private readonly handler: DispatchHandler,
  ) {}

  pass(): void {
    this.returned = this.send(this.target, this.handler)
  }

  record(recording: ExchangeRecording): void {
    withRequest(this.target, this.handler, {
      go: (described, asked) => {
        const { describe, sendable } = insteadOf(described, asked, recording)
        recording.sent(describe)
        try {
          this.send(sendable, observe(this.handler, recording))
        } catch (error) {
          recording.failed(error, false)
          throw error
        }
      },
      unreadable: () => {
        recording.dropped()
      },
    })
  }

  play(answers: AnswerSource): void {
    withRequest(this.target, this.handler, {
      go: (describe) => {
        playExchange(answers.answer(describe), this.handler, () => {
          answers.played()
        })
      },
      unreadable: () => {
        answers.dropped()
      },
    })
  }
}
