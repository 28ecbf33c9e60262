import { mainGlobal } from '../../decision/realm.js'
import { scopes } from '../../decision/scope.js'
import { CaughtDispatch } from './caught-dispatch.js'
import type { HttpScope } from './caught-request.js'
import { isPlainBodyUnderWay } from './plain-body.js'
import type { Dispatch, Dispatcher, DispatchOptions } from './undici.js'

/** Where undici keeps its global dispatcher: up to version 7, and from version 8 on. */
const DISPATCHER_SLOTS = [Symbol.for('undici.globalDispatcher.1'), Symbol.for('undici.globalDispatcher.2')]
const TAPPED = Symbol.for('@retrial/core.tapped')
/** Methods of a dispatcher that reach `this.dispatch`, so that they must run on the tapped one. */
const API_METHODS: ReadonlySet<PropertyKey> = new Set([
  'request',
  'stream',
  'pipeline',
  'connect',
  'upgrade',
  'compose',
])

type Host = Record<symbol, (Dispatcher & { [TAPPED]?: true }) | undefined>

const HOSTS = [...new Set<unknown>([mainGlobal(), globalThis])] as Host[]

/**
 * Puts the tap around undici's global dispatchers, which global `fetch` and the npm package look up at every
 * request: clients built earlier are seen too. In a jest or vmThreads sandbox both the sandbox's dispatcher and
 * the main realm's are tapped. Outside a scope the tap costs one AsyncLocalStorage look-up per request.
 *
 * Calling it again is cheap, and needed: a dispatcher that was set since then is tapped as well.
 */
export function installHttpTap(): void {
  // Reading the getter makes Node load its undici, which sets the dispatcher.
  void mainGlobal().Headers
  for (const host of HOSTS) {
    for (const slot of DISPATCHER_SLOTS) {
      const dispatcher = host[slot]
      // Setting a global takes longer than looking, above all in a sandbox.
      if (dispatcher !== undefined && dispatcher[TAPPED] !== true) host[slot] = tapped(dispatcher)
    }
  }
}

/** The dispatcher with a tap around it. */
export function tapped(inner: Dispatcher & { [TAPPED]?: true }): Dispatcher {
  if (inner[TAPPED] === true) return inner
  // Outside the scope: a tapped dispatcher further down must not see the request a second time, and a socket that
  // is opened for it must not hold on to the scope as long as it is kept alive.
  const send: Dispatch = (options, handler) => scopes.exit(() => inner.dispatch(options, handler))
  const dispatch: Dispatch = (options, handler) => {
    const scope = scopes.getStore() as HttpScope | undefined
    if (scope === undefined || isTunnel(options)) return inner.dispatch(options, handler)
    const request = new CaughtDispatch(send, options, handler)
    scope.exchange(request)
    return request.returned
  }
  return new Proxy(inner, {
    get(target, key) {
      if (key === TAPPED) return true
      if (key === 'dispatch') return dispatch
      // What undici asks its own mock to be told whether it takes a body as it was given.
      if (key === 'isMockActive' && isPlainBodyUnderWay()) return true
      const value: unknown = Reflect.get(target, key, target)
      return typeof value === 'function' && !API_METHODS.has(key) ? (value.bind(target) as unknown) : value
    },
  })
}

/** An upgrade, to a WebSocket say, and CONNECT leave HTTP behind: there is no exchange to record. */
function isTunnel({ method, upgrade }: DispatchOptions): boolean {
  return (upgrade ?? null) !== null || method === 'CONNECT'
}
