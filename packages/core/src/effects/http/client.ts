import { rawHeaders, type Headers } from './headers.js'
import {
  isModern,
  type DispatchController,
  type DispatchHandler,
  type LegacyHandler,
  type ModernHandler,
} from './undici.js'

/**
 * The code that made a request, behind either style of undici handler. It is called as undici would call it, and
 * once it is gone, not at all.
 */
export interface Client {
  /** True once the request has ended, or the client has aborted it. */
  gone(): boolean
  /** True while the client takes no more. */
  paused(): boolean
  /** Resolves when the client takes more, or is gone. */
  ready(): Promise<void>
  start(status: number, statusText: string, headers: Headers): void
  data(chunk: Buffer): void
  end(): void
  fail(error: Error): void
}

/** Tells `handler` that its request begins. */
export function clientOf(handler: DispatchHandler): Client {
  return isModern(handler) ? new ModernClient(handler) : new LegacyClient(handler)
}

/** Classes, with one object for each request: a function for each thing a client may do takes longer to make. */
abstract class HandlerClient implements Client {
  private over = false
  private wake: (() => void) | undefined

  gone(): boolean {
    return this.over
  }

  async ready(): Promise<void> {
    while (this.paused() && !this.over) await new Promise<void>((resolve) => (this.wake = resolve))
  }

  start(status: number, statusText: string, headers: Headers): void {
    if (!this.over) this.tellStart(status, statusText, headers)
  }

  data(chunk: Buffer): void {
    if (!this.over) this.tellData(chunk)
  }

  /** An end that the handler cannot take fails the request; an abort in it comes too late. */
  end(): void {
    if (this.over) return
    this.over = true
    try {
      this.tellEnd()
    } catch (error) {
      this.over = false
      this.fail(error as Error)
    }
  }

  fail(error: Error): void {
    if (this.over) return
    this.over = true
    this.tellFailure(error)
    this.wake?.()
  }

  /** The client takes more. */
  resumed(): void {
    this.wake?.()
  }

  abstract paused(): boolean
  protected abstract tellStart(status: number, statusText: string, headers: Headers): void
  protected abstract tellData(chunk: Buffer): void
  protected abstract tellEnd(): void
  protected abstract tellFailure(error: Error): void
}

/** What undici's newer handlers steer a request by. */
class Steering implements DispatchController {
  rawHeaders: Buffer[] = []
  rawTrailers: Buffer[] = []
  paused = false
  reason: Error | null = null

  constructor(private readonly client: ModernClient) {}

  get aborted(): boolean {
    return this.reason !== null
  }

  pause(): void {
    this.paused = true
  }

  resume(): void {
    this.paused = false
    this.client.resumed()
  }

  abort(cause?: Error): void {
    if (this.client.gone()) return
    this.reason = abortReason(cause)
    this.client.fail(this.reason)
  }
}

class ModernClient extends HandlerClient {
  private readonly steering = new Steering(this)

  constructor(private readonly handler: ModernHandler) {
    super()
    handler.onRequestStart(this.steering, {})
  }

  paused(): boolean {
    return this.steering.paused
  }

  protected tellStart(status: number, statusText: string, headers: Headers): void {
    this.steering.rawHeaders = rawHeaders(headers)
    this.handler.onResponseStart?.(this.steering, status, { ...headers }, statusText)
  }

  protected tellData(chunk: Buffer): void {
    this.handler.onResponseData?.(this.steering, chunk)
  }

  protected tellEnd(): void {
    this.handler.onResponseEnd?.(this.steering, {})
  }

  protected tellFailure(error: Error): void {
    this.handler.onResponseError?.(this.steering, error)
  }
}

class LegacyClient extends HandlerClient {
  private isPaused = false
  private readonly resume = (): void => {
    this.isPaused = false
    this.resumed()
  }

  constructor(private readonly handler: LegacyHandler) {
    super()
    handler.onConnect((cause) => {
      if (!this.gone()) this.fail(abortReason(cause))
    }, {})
  }

  paused(): boolean {
    return this.isPaused
  }

  protected tellStart(status: number, statusText: string, headers: Headers): void {
    const goOn = this.handler.onHeaders(status, rawHeaders(headers), this.resume, statusText)
    if (goOn === false) this.isPaused = true
  }

  protected tellData(chunk: Buffer): void {
    if (this.handler.onData(chunk) === false) this.isPaused = true
  }

  protected tellEnd(): void {
    this.handler.onComplete([])
  }

  protected tellFailure(error: Error): void {
    this.handler.onError(error)
  }
}

function abortReason(cause: Error | undefined): Error {
  return cause ?? Object.assign(new Error('The request was aborted'), { name: 'AbortError' })
}
