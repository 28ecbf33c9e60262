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

/** What undici's newer handlers steer a request by. A class: accessors of an object literal are made anew each time. */
class Steering implements DispatchController {
  rawHeaders: Buffer[] = []
  rawTrailers: Buffer[] = []
  paused = false
  reason: Error | null = null

  constructor(
    readonly abort: (reason?: Error) => void,
    private readonly resumed: () => void,
  ) {}

  get aborted(): boolean {
    return this.reason !== null
  }

  pause(): void {
    this.paused = true
  }

  resume(): void {
    this.paused = false
    this.resumed()
  }
}

/** Tells `handler` that its request begins. */
export function clientOf(handler: DispatchHandler): Client {
  let over = false
  let wake = (): void => undefined
  const fail = (error: Error): void => {
    if (over) return
    over = true
    if (isModern(handler)) handler.onResponseError?.(steering, error)
    else handler.onError(error)
    wake()
  }
  const abort = (cause?: Error): void => {
    if (over) return
    steering.reason = cause ?? Object.assign(new Error('The request was aborted'), { name: 'AbortError' })
    fail(steering.reason)
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
  const steering = new Steering(abort, () => {
    wake()
  })
  const shared: Pick<Client, 'gone' | 'paused' | 'ready' | 'fail'> = {
    gone: () => over,
    paused: () => steering.paused,
    ready: async () => {
      while (steering.paused && !over) await new Promise<void>((resolve) => (wake = resolve))
    },
    fail,
  }
  if (isModern(handler)) {
    handler.onRequestStart(steering, {})
    return {
      ...shared,
      start(status, statusText, headers) {
        if (over) return
        steering.rawHeaders = rawHeaders(headers)
        handler.onResponseStart?.(steering, status, { ...headers }, statusText)
      },
      data(chunk) {
        if (over) return
        handler.onResponseData?.(steering, chunk)
      },
      end() {
        end(() => handler.onResponseEnd?.(steering, {}))
      },
    }
  }
  const resume = (): void => {
    steering.resume()
  }
  handler.onConnect(abort, {})
  return {
    ...shared,
    start(status, statusText, headers) {
      if (!over && handler.onHeaders(status, rawHeaders(headers), resume, statusText) === false)
        steering.paused = true
    },
    data(chunk) {
      if (!over && handler.onData(chunk) === false) steering.paused = true
    },
    end() {
      end(() => {
        handler.onComplete([])
      })
    },
  }
}
