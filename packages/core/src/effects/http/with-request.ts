import type { HttpRequest } from '../../snapshot/types.js'
import { clientOf } from './client.js'
import { withContentType } from './headers.js'
import { readRequestBody, type RequestBody } from './request-body.js'
import { describing } from './request.js'
import type { DispatchHandler, DispatchOptions } from './undici.js'

/** What becomes of a request. Exactly one of the two is called, once. */
export interface RequestFate {
  /**
   * With options that can be sent on: a body that had to be read stands there as bytes.
   *
   * @param describe the request as it is now, its secrets still in it.
   */
  go(describe: () => HttpRequest, options: DispatchOptions): void
  /** The body could not be read. The client learns so the way undici tells it. */
  unreadable?(): void
}

/** Describes a request, at once where its body is at hand. */
export function withRequest(options: DispatchOptions, handler: DispatchHandler, fate: RequestFate): void {
  const body = readRequestBody(options.body)
  if (body instanceof Promise) void whenRead(body, options, handler, fate)
  else fate.go(describing(options, body), options)
}

async function whenRead(
  reading: Promise<RequestBody>,
  options: DispatchOptions,
  handler: DispatchHandler,
  fate: RequestFate,
): Promise<void> {
  let body: RequestBody
  try {
    body = await reading
  } catch (error) {
    fate.unreadable?.()
    clientOf(handler).fail(error as Error)
    return
  }
  try {
    const headers = withContentType(options.headers, body.contentType)
    fate.go(describing(options, body), { ...options, headers, body: body.bytes })
  } catch (error) {
    // A dispatcher that throws throws here, where no caller is left to catch it.
    clientOf(handler).fail(error as Error)
  }
}
