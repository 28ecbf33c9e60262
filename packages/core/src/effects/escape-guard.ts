import { subscribe } from 'node:diagnostics_channel'
import { Socket } from 'node:net'
import { mainGlobal } from '../decision/realm.js'
import { scopes, type Scope } from '../decision/scope.js'
import { redactor } from '../snapshot/redaction/settings.js'
import { connectAddress } from './connect-address.js'
import { describeRequest, redactRequest } from './http/request.js'
import { isTaped } from './http/taped.js'
import type { DispatchOptions } from './http/undici.js'

/** A scope that hears of every contact with the network that did not go through it. */
export interface GuardedScope extends Scope {
  escaped(contact: Escape): void
}

/** A request as `GET https://…`, or a bare connection and where it was to lead. */
export type Escape =
  { readonly request: string } | { readonly socket: object; readonly to: string | undefined }

/** The part of a `ClientRequest` that says what it asks for. */
interface ClientRequest extends DispatchOptions {
  readonly protocol: string
  readonly host: string
  getHeader(name: 'host'): string | undefined
}

/** What Node and undici publish in the async context of the code that caused it. */
const CHANNELS: Readonly<Record<string, (message: never) => Escape>> = {
  'undici:request:create': ({ request }: { request: DispatchOptions }) => ({ request: asked(request) }),
  'http.client.request.start': askedByNode,
  // One that fails before its body is out was never said to start.
  'http.client.request.error': askedByNode,
}

const INSTALLED = Symbol.for('@retrial/core.escapeGuard')

/**
 * Makes Node tell a {@link GuardedScope} of network use inside it: `node:http`, a `fetch` with a dispatcher of its
 * own, a connection that is opened. It can see these, not stop them. What goes over a connection that was opened
 * earlier, UDP, and what other threads and processes do, is not seen.
 */
export function installEscapeGuard(): void {
  const host = mainGlobal() as { [INSTALLED]?: true }
  if (host[INSTALLED] === true) return
  host[INSTALLED] = true
  for (const [channel, describe] of Object.entries(CHANNELS)) {
    subscribe(channel, (message) => {
      tell(message, () => describe(message as never))
    })
  }
  // Node publishes only what `net.connect` opens: nothing over TLS, nor what a driver opens by itself.
  const sockets = Socket.prototype as unknown as { connect: (this: Socket, ...args: unknown[]) => Socket }
  const { connect } = sockets
  sockets.connect = function (...args) {
    tell({ socket: this }, () => ({ socket: this, to: connectAddress(args) }))
    return connect.apply(this, args)
  }
}

function tell(message: unknown, describe: () => Escape): void {
  const scope = scopes.getStore()
  if (scope === undefined || !('escaped' in scope) || isTapedContact(message, scope)) return
  ;(scope as GuardedScope).escaped(describe())
}

/** Escapes in a few words each. Sockets are named where no request is: most were opened for one. */
export function describeEscapes(escapes: readonly Escape[]): string[] {
  if (escapes.length === 0) return []
  const requests = escapes.flatMap((escape) => ('request' in escape ? [escape.request] : []))
  // One that was opened while a request waited for its turn learned only then whose it is.
  const sockets = escapes.flatMap((escape) =>
    'socket' in escape && !isTaped(escape.socket) ? [connection(escape.to)] : [],
  )
  return [...new Set(requests.length > 0 ? requests : sockets)]
}

function askedByNode({ request }: { request: ClientRequest }): Escape {
  const { method, path, protocol, host } = request
  return { request: asked({ method, path, origin: `${protocol}//${request.getHeader('host') ?? host}` }) }
}

/** Whether it is a request that a tap has caught, or a connection opened for one. */
function isTapedContact(message: unknown, scope: Scope & { opening?: boolean }): boolean {
  const { request } = message as { request?: object }
  return request === undefined ? scope.opening === true : isTaped(request)
}

function asked({ method, path, origin }: DispatchOptions): string {
  const options = { method, path, ...(origin === undefined ? {} : { origin }) }
  const request = redactRequest(describeRequest(options, undefined), redactor())
  return `${request.method} ${request.url}`
}

function connection(to: string | undefined): string {
  return to === undefined ? 'a connection' : `a connection to ${to}`
}
