import { rawHeaders, type Headers } from './headers.js'
import { isModern, type DispatchController, type DispatchHandler } from './undici.js'

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
  let over = false
  let paused = false
  let reason: Error | null = null
  let wake = (): void => undefined
  const resume = (): void => {
    paused = false
    wake()
  }
  const fail = (error: Error): void => {
    if (over) return
    over = true
    if (isModern(handler)) handler.onResponseError?.(controller, error)
    else handler.onError(error)
    wake()
  }
  const abort = (cause?: Error): void => {
    if (over) return
    reason = cause ?? Object.assign(new Error('The request was aborted'), { name: 'AbortError' })
    fail(reason)
  }
  /** An end that the handler cannot take fails the request; an abort in it comes too late. */
  const end = (tell: () => void): void => {
    if (over) return
    over = true
    try {
      tell()
    } catch (error) {
      over = false
      fail(error as Error)
    }
  }
  const controller: DispatchController = {
    get aborted() {
      return reason !== null
    },
    get paused() {
      return paused
    },
    get reason() {
      return reason
    },
    rawHeaders: [],
    rawTrailers: [],
    pause() {
      paused = true
    },
    resume,
    abort,
  }
  const shared: Pick<Client, 'gone' | 'paused' | 'ready' | 'fail'> = {
    gone: () => over,
    paused: () => paused,
    ready: async () => {
      while (paused && !over) await new Promise<void>((resolve) => (wake = resolve))
    },
    fail,
  }
  if (isModern(handler)) {
    handler.onRequestStart(controller, {})
    return {
      ...shared,
      start(status, statusText, headers) {
        if (over) return
        controller.rawHeaders = rawHeaders(headers)
        handler.onResponseStart?.(controller, status, { ...headers }, statusText)
      },
      data(chunk) {
        if (over) return
        handler.onResponseData?.(controller, chunk)
      },
      end() {
        end(() => handler.onResponseEnd?.(controller, {}))
      },
    }
  }
  handler.onConnect(abort, {})
  return {
    ...shared,
    start(status, statusText, headers) {
      if (!over && handler.onHeaders(status, rawHeaders(headers), resume, statusText) === false) paused = true
    },
    data(chunk) {
      if (!over && handler.onData(chunk) === false) paused = true
    },
    end() {
      end(() => {
        handler.onComplete([])
      })
    },
  }
}
