import { flatHeaders } from './headers.js'
import {
  isModern,
  type DispatchController,
  type DispatchHandler,
  type LegacyHandler,
  type ModernHandler,
} from './undici.js'

/** What a recording sees of one exchange. Everything still reaches the client, unchanged and in time. */
export interface ExchangeObserver {
  headers(status: number, rawHeaders: readonly (Buffer | string)[], statusText: string | undefined): void
  chunk(bytes: Buffer): void
  done(): void
  /** `aborted` is true when the client itself walked away. */
  failed(error: unknown, aborted: boolean): void
}

/** A handler of the same style as `handler`, which tells `observer` first and then passes everything on. */
export function observe(handler: DispatchHandler, observer: ExchangeObserver): DispatchHandler {
  return isModern(handler) ? new ObservedModern(handler, observer) : new ObservedLegacy(handler, observer)
}

// Classes: one object for each request takes less time than a function for each thing that may happen to it.

class ObservedModern implements ModernHandler {
  constructor(
    private readonly handler: ModernHandler,
    private readonly observer: ExchangeObserver,
  ) {}

  onRequestStart(controller: DispatchController, context: unknown): void {
    this.handler.onRequestStart(controller, context)
  }

  onRequestUpgrade(...args: unknown[]): void {
    this.handler.onRequestUpgrade?.(...args)
  }

  onResponseStarted(): void {
    this.handler.onResponseStarted?.()
  }

  onBodySent(...args: unknown[]): void {
    this.handler.onBodySent?.(...args)
  }

  onRequestSent(): void {
    this.handler.onRequestSent?.()
  }

  onResponseStart(
    controller: DispatchController,
    status: number,
    headers: Record<string, string | string[]>,
    statusText?: string,
  ): void {
    if (status >= 200)
      this.observer.headers(status, controller.rawHeaders ?? flatHeaders(headers), statusText)
    this.handler.onResponseStart?.(controller, status, headers, statusText)
  }

  onResponseData(controller: DispatchController, chunk: Buffer): void {
    this.observer.chunk(chunk)
    this.handler.onResponseData?.(controller, chunk)
  }

  onResponseEnd(controller: DispatchController, trailers: unknown): void {
    this.observer.done()
    this.handler.onResponseEnd?.(controller, trailers)
  }

  onResponseError(controller: DispatchController | null | undefined, error: Error): void {
    this.observer.failed(error, controller?.aborted === true)
    this.handler.onResponseError?.(controller, error)
  }
}

class ObservedLegacy implements LegacyHandler {
  /** Only where the client has it: undici asks. */
  declare readonly onUpgrade?: (...args: unknown[]) => void
  private aborted = false

  constructor(
    private readonly handler: LegacyHandler,
    private readonly observer: ExchangeObserver,
  ) {
    if (handler.onUpgrade !== undefined) this.onUpgrade = handler.onUpgrade.bind(handler)
  }

  onConnect(abort: (reason?: Error) => void, context?: unknown): void {
    this.handler.onConnect((reason) => {
      this.aborted = true
      abort(reason)
    }, context)
  }

  onResponseStarted(): void {
    this.handler.onResponseStarted?.()
  }

  onBodySent(...args: unknown[]): void {
    this.handler.onBodySent?.(...args)
  }

  onRequestSent(): void {
    this.handler.onRequestSent?.()
  }

  onHeaders(status: number, headers: Buffer[], resume: () => void, statusText: string): boolean | undefined {
    if (status >= 200) this.observer.headers(status, headers, statusText)
    return this.handler.onHeaders(status, headers, resume, statusText)
  }

  onData(chunk: Buffer): boolean | undefined {
    this.observer.chunk(chunk)
    return this.handler.onData(chunk)
  }

  onComplete(trailers: Buffer[]): void {
    this.observer.done()
    this.handler.onComplete(trailers)
  }

  onError(error: Error): void {
    this.observer.failed(error, this.aborted)
    this.handler.onError(error)
  }
}
