import { flatHeaders } from './headers.js'
import { isModern, type DispatchHandler, type LegacyHandler, type ModernHandler } from './undici.js'

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
  return isModern(handler) ? observeModern(handler, observer) : observeLegacy(handler, observer)
}

function observeModern(handler: ModernHandler, observer: ExchangeObserver): ModernHandler {
  return {
    onRequestStart: (controller, context) => {
      handler.onRequestStart(controller, context)
    },
    onRequestUpgrade: (...args) => handler.onRequestUpgrade?.(...args),
    onResponseStarted: () => handler.onResponseStarted?.(),
    onBodySent: (...args) => handler.onBodySent?.(...args),
    onRequestSent: () => handler.onRequestSent?.(),
    onResponseStart: (controller, status, headers, statusText) => {
      if (status >= 200) observer.headers(status, controller.rawHeaders ?? flatHeaders(headers), statusText)
      handler.onResponseStart?.(controller, status, headers, statusText)
    },
    onResponseData: (controller, chunk) => {
      observer.chunk(chunk)
      handler.onResponseData?.(controller, chunk)
    },
    onResponseEnd: (controller, trailers) => {
      observer.done()
      handler.onResponseEnd?.(controller, trailers)
    },
    onResponseError: (controller, error) => {
      observer.failed(error, controller?.aborted === true)
      handler.onResponseError?.(controller, error)
    },
  }
}

function observeLegacy(handler: LegacyHandler, observer: ExchangeObserver): LegacyHandler {
  let aborted = false
  return {
    onConnect: (abort, context) => {
      handler.onConnect((reason) => {
        aborted = true
        abort(reason)
      }, context)
    },
    ...(handler.onUpgrade === undefined ? {} : { onUpgrade: handler.onUpgrade.bind(handler) }),
    onResponseStarted: () => handler.onResponseStarted?.(),
    onBodySent: (...args) => handler.onBodySent?.(...args),
    onRequestSent: () => handler.onRequestSent?.(),
    onHeaders: (status, headers, resume, statusText) => {
      if (status >= 200) observer.headers(status, headers, statusText)
      return handler.onHeaders(status, headers, resume, statusText)
    },
    onData: (chunk) => {
      observer.chunk(chunk)
      return handler.onData(chunk)
    },
    onComplete: (trailers) => {
      observer.done()
      handler.onComplete(trailers)
    },
    onError: (error) => {
      observer.failed(error, aborted)
      handler.onError(error)
    },
  }
}
