/**
 * The part of undici that the tap meets, as structural types: Node bundles a copy of undici that cannot be
 * imported, and projects bring copies of their own.
 */

export interface DispatchOptions {
  readonly origin?: string | URL
  readonly path: string
  readonly method: string
  readonly query?: Record<string, unknown> | null
  readonly headers?: unknown
  readonly body?: unknown
  readonly upgrade?: unknown
}

export type Dispatch = (options: DispatchOptions, handler: DispatchHandler) => boolean

export interface Dispatcher {
  dispatch: Dispatch
}

export type DispatchHandler = ModernHandler | LegacyHandler

/** What undici 7 and later call while a request runs. */
export interface ModernHandler {
  onRequestStart: (controller: DispatchController, context: unknown) => void
  onRequestUpgrade?: (...args: unknown[]) => void
  onResponseStart?: (
    controller: DispatchController,
    status: number,
    headers: Record<string, string | string[]>,
    statusText?: string,
  ) => void
  onResponseData?: (controller: DispatchController, chunk: Buffer) => void
  onResponseEnd?: (controller: DispatchController, trailers: unknown) => void
  /** `controller` is absent where the request never began. */
  onResponseError?: (controller: DispatchController | null | undefined, error: Error) => void
  onResponseStarted?: () => void
  onBodySent?: (...args: unknown[]) => void
  onRequestSent?: () => void
}

export interface DispatchController {
  readonly aborted: boolean
  readonly paused: boolean
  readonly reason: Error | null
  rawHeaders?: Buffer[] | null
  rawTrailers?: Buffer[] | null
  pause: () => void
  resume: () => void
  abort: (reason: Error) => void
}

/** What undici 6 and earlier call. `onData` gives false to ask for a pause until `resume` is called. */
export interface LegacyHandler {
  onConnect: (abort: (reason?: Error) => void, context?: unknown) => void
  onUpgrade?: (...args: unknown[]) => void
  onHeaders: (
    status: number,
    headers: Buffer[],
    resume: () => void,
    statusText: string,
  ) => boolean | undefined
  onData: (chunk: Buffer) => boolean | undefined
  onComplete: (trailers: Buffer[]) => void
  onError: (error: Error) => void
  onResponseStarted?: () => void
  onBodySent?: (...args: unknown[]) => void
  onRequestSent?: () => void
}

export function isModern(handler: DispatchHandler): handler is ModernHandler {
  return 'onRequestStart' in handler && typeof handler.onRequestStart === 'function'
}
