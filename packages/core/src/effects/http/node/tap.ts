import http, { type ClientRequest } from 'node:http'
import https from 'node:https'
import { mainGlobal } from '../../../decision/realm.js'
import { scopes } from '../../../decision/scope.js'
import { syncPut, syncTaken, type Exported } from '../../determinism/sync-builtins.js'
import type { HttpScope } from '../caught-request.js'
import { CaughtClientRequest } from './caught-client-request.js'
import { isTunnel, requestCall, type Protocol } from './request-options.js'

type MakeRequest = (...args: unknown[]) => ClientRequest

/** What of a module is replaced; the class only `node:http` has. */
type Exports = Readonly<Record<'request' | 'get', MakeRequest> & { ClientRequest?: MakeRequest | undefined }>

interface Replaced extends Exported {
  readonly holder: Record<string, unknown>
  readonly original: unknown
}

/** One for the process: copies of the package share `node:http`. */
const SLOT = Symbol.for('@retrial/core.nodeTap')
const shared = mainGlobal() as { [SLOT]?: { open: number; replaced: Replaced[] } | undefined }
const state = (shared[SLOT] ??= { open: 0, replaced: [] })

/**
 * Puts the tap around `node:http` and `node:https`, until all that have opened it have closed it. Calls outside a
 * scope that asks for it go on as they were made, over the agents they were made with.
 *
 * @returns closes it; has no effect the second time.
 */
export function openNodeTap(): () => void {
  if (state.open++ === 0) {
    state.replaced = [...replaceIn(http, 'http:'), ...replaceIn(https, 'https:')]
    syncPut(state.replaced)
  }
  let closed = false
  return () => {
    if (closed) return
    closed = true
    if (--state.open > 0) return
    // What someone else has put over it meanwhile stays: it calls the replacement, which passes on to the original.
    for (const { holder, key, original, standIn } of state.replaced)
      if (holder[key] === standIn) holder[key] = original
    syncTaken(state.replaced.splice(0))
  }
}

function replaceIn(module: object, protocol: Protocol): Replaced[] {
  const holder = module as Record<string, unknown>
  return Object.entries(standInsOf(module as Exports, protocol)).map(([key, standIn]) => {
    const original = holder[key]
    holder[key] = standIn
    return { holder, key, original, standIn }
  })
}

/** Made once for what they stand for. With new ones for each scope, all that calls them is compiled anew each time. */
function standInsOf({ request, get, ClientRequest }: Exports, protocol: Protocol): Exports {
  const last = made.get(protocol)
  if (last?.of.request === request && last.of.get === get && last.of.ClientRequest === ClientRequest)
    return last.standIns
  const of = { request, get, ClientRequest }
  const standIns = makeStandIns(of, protocol)
  made.set(protocol, { of, standIns })
  return standIns
}

const made = new Map<Protocol, { readonly of: Exports; readonly standIns: Exports }>()

function makeStandIns({ request, get, ClientRequest }: Exports, protocol: Protocol): Exports {
  return {
    request: new Proxy(request, {
      apply: (target, self, args) =>
        caught(args, protocol, (...sent) => target.apply(self, sent)) ?? target.apply(self, args),
    }),
    get: new Proxy(get, {
      apply(target, self, args) {
        // Node's own ends the request before anyone can see its body.
        const client = caught(args, protocol, (...sent) => request.apply(self, sent))
        if (client === undefined) return target.apply(self, args)
        client.end()
        return client
      },
    }),
    // Of `node:http` only.
    ...(ClientRequest === undefined ? {} : { ClientRequest: replacedClass(ClientRequest, protocol) }),
  }
}

function replacedClass(original: MakeRequest, protocol: Protocol): MakeRequest {
  return new Proxy(original, {
    construct(target, args: unknown[], self) {
      const construct: MakeRequest = (...sent) => Reflect.construct(target, sent, self) as ClientRequest
      return caught(args, protocol, construct) ?? construct(...args)
    },
  })
}

/** Undefined where no scope asks for the request. */
function caught(args: unknown[], protocol: Protocol, send: MakeRequest): ClientRequest | undefined {
  const scope = scopes.getStore() as HttpScope | undefined
  if (scope?.tapsNode !== true || scope.opening === true) return undefined
  const call = requestCall(args, protocol)
  if (isTunnel(call)) return undefined
  const request = new CaughtClientRequest(scope, call, send)
  scope.exchange(request)
  return request.client
}
