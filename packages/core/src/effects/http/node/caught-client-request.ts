import type { Buffer } from 'node:buffer'
import type { ClientRequest } from 'node:http'
import type { HttpRequest } from '../../../snapshot/types.js'
import type { AnswerSource, CaughtRequest, HttpScope, RequestTarget } from '../caught-request.js'
import type { ExchangeRecording } from '../record-exchange.js'
import { describing } from '../request.js'
import { markTaped } from '../taped.js'
import { answerRequest } from './answer-request.js'
import { answeredRequest } from './answered-request.js'
import { originOf, type RequestCall } from './request-options.js'
import { watchBody } from './watch-body.js'
import { watchResponse } from './watch-response.js'

/** A call of `http.request` that the tap has caught. What is made of it is its {@link CaughtClientRequest.client}. */
export class CaughtClientRequest implements CaughtRequest {
  readonly target: RequestTarget & { readonly origin: string }
  private made: ClientRequest | undefined

  /** @param send makes the request that reaches the network, as `http.request` does. */
  constructor(
    private readonly scope: HttpScope,
    private readonly call: RequestCall,
    private readonly send: (...args: unknown[]) => ClientRequest,
  ) {
    const { method, path } = call.options
    this.target = { method: method ?? 'GET', origin: originOf(call), path: path ?? '/' }
  }

  get client(): ClientRequest {
    if (this.made === undefined) throw new TypeError('A scope has left a request lying.')
    return this.made
  }

  pass(): void {
    this.made = this.go()
  }

  record(recording: ExchangeRecording): void {
    const client = (this.made = madeOr(recording, () => this.opening()))
    markTaped(client)
    watchResponse(client, recording)
    watchBody(client, (body) => {
      recording.sent(this.describing(client, body))
    })
  }

  play(answers: AnswerSource): void {
    const client = (this.made = madeOr(answers, () => answeredRequest(this.call)))
    markTaped(client)
    let [known, over] = [false, false]
    const finish = (): void => {
      if (over) return
      over = true
      if (known) answers.played()
      else answers.dropped()
    }
    client.once('close', finish)
    watchBody(client, (body) => {
      known = true
      void answerRequest(client, answers.answer(this.describing(client, body)), finish)
    })
  }

  /** A connection that is opened for a request on the tape is no contact of its own. */
  private opening(): ClientRequest {
    this.scope.opening = true
    try {
      return this.go()
    } finally {
      this.scope.opening = false
    }
  }

  private go(): ClientRequest {
    return this.send(this.call.options, this.call.callback)
  }

  private describing(client: ClientRequest, body: Buffer): () => HttpRequest {
    const { method, path } = client
    const headers = { 'content-type': client.getHeader('content-type') }
    return describing({ method, path, origin: this.target.origin, headers }, { bytes: body })
  }
}

/** Node refuses to make some requests at all. */
function madeOr(contact: Pick<AnswerSource, 'dropped'>, make: () => ClientRequest): ClientRequest {
  try {
    return make()
  } catch (error) {
    contact.dropped()
    throw error
  }
}
