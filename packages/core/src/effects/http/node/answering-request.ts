import type * as Interceptors from '@mswjs/interceptors'
import type * as ClientRequests from '@mswjs/interceptors/ClientRequest'
import http, { type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http'
import https from 'node:https'
import type { ReadableStream } from 'node:stream/web'
import { mainGlobal } from '../../../decision/realm.js'

/** The part of the interceptor's events that is used: a request with its headers, and what is done with it. */
export interface Intercepted {
  readonly client: ClientRequest
  readonly request: Request
  readonly controller: { respondWith(response: Response): void }
}

/** Makes requests of `node:http` whose sockets lead nowhere: they are answered. */
export interface AnsweringRequests {
  create(options: RequestOptions, callback?: (response: IncomingMessage) => void): ClientRequest
  /** A response of any status. */
  response(body: Uint8Array | ReadableStream | null, init: ResponseInit): Response
}

type Listener = (event: Omit<Intercepted, 'client'>) => Promise<void>
/** What an interceptor does when it is applied, and what undoes it. Applied as a whole, it would be the only one. */
interface Inside {
  readonly setup: () => void
  readonly subscriptions: readonly (() => void)[]
}
type ClientRequestClass = new (...args: unknown[]) => ClientRequest

/**
 * Loads the interceptor: not at the top, since most runs never need it; with `require`, since a decision that is
 * called must be begun in the same turn; and in the main realm, since a sandbox may lack the classes of `fetch`.
 *
 * The interceptor replaces functions of `node:http` and classes of `fetch` for the whole process. Here it is given
 * Node's own class of requests, what it makes of that is kept, and all else is put back at once.
 */
export function loadAnsweringRequests(
  answer: (intercepted: Intercepted) => Promise<void>,
): AnsweringRequests {
  const load = mainGlobal()
    .process.getBuiltinModule('node:module')
    .createRequire(import.meta.url)
  const { getRawRequest, FetchResponse } = load('@mswjs/interceptors') as typeof Interceptors
  const { ClientRequestInterceptor: Interceptor } = load(
    '@mswjs/interceptors/ClientRequest',
  ) as typeof ClientRequests
  const interceptor = new Interceptor()
  const listener: Listener = ({ request, controller }) =>
    answer({ request, controller, client: getRawRequest(request) as ClientRequest })
  // eslint-disable-next-line @typescript-eslint/no-misused-promises -- it waits for its listeners, whatever the type says
  interceptor.on('request', listener)
  const Answered = replacedClass(interceptor)
  return {
    create: (options, callback) => new Answered(options, callback),
    response: (body, init) => new FetchResponse(body as never, init),
  }
}

function replacedClass(interceptor: ClientRequests.ClientRequestInterceptor): ClientRequestClass {
  const main = mainGlobal()
  const { setup, subscriptions } = interceptor as unknown as Inside
  const putBack = [http, https, main].map(keepProperties)
  const { set } = main.Headers.prototype
  // Another library may have replaced it.
  http.ClientRequest = http.ClientRequest.prototype.constructor as typeof ClientRequest
  setup.call(interceptor)
  const replaced = http.ClientRequest as unknown as ClientRequestClass
  // Where `fetch` was replaced before, that was another interceptor that is still at work.
  if (main.Headers.prototype.set !== set) for (const undo of subscriptions) undo()
  for (const put of putBack) put()
  return replaced
}

/** A function that gives an object its properties back as they are now. */
function keepProperties(object: object): () => void {
  const kept = new Map(
    Reflect.ownKeys(object).map((key) => [key, Object.getOwnPropertyDescriptor(object, key)]),
  )
  return () => {
    for (const key of Reflect.ownKeys(object)) {
      const before = kept.get(key)
      const now = Object.getOwnPropertyDescriptor(object, key)
      if (before === undefined) Reflect.deleteProperty(object, key)
      else if (now?.value !== before.value || now?.get !== before.get)
        Object.defineProperty(object, key, before)
    }
  }
}
