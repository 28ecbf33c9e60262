import type { ClientRequest, IncomingMessage, RequestOptions } from 'node:http'
import { urlToHttpOptions } from 'node:url'
import { headerValue } from '../headers.js'

export type Protocol = 'http:' | 'https:'

/** The arguments of `http.request`, in one form. */
export interface RequestCall {
  readonly options: RequestOptions
  /** What the module speaks whose function was called. */
  readonly module: Protocol
  readonly callback?: (response: IncomingMessage) => void
}

/** Folds what `http.request` takes (a URL, options, a callback, each of them optional) as Node does. */
export function requestCall(args: readonly unknown[], module: Protocol): RequestCall {
  const [first] = args
  const url = typeof first === 'string' ? new URL(first) : isUrl(first) ? first : undefined
  const rest = url === undefined ? args : args.slice(1)
  const given = typeof rest[0] === 'function' ? undefined : (rest[0] as RequestOptions | null | undefined)
  const callback = rest.find((argument) => typeof argument === 'function') as RequestCall['callback']
  const options: RequestOptions = { ...(url === undefined ? undefined : urlToHttpOptions(url)), ...given }
  const { agent } = options
  options.protocol ??=
    (typeof agent === 'object' ? (agent as { protocol?: string }).protocol : null) ?? module
  options.method ??= 'GET'
  return { options, module, ...(callback === undefined ? undefined : { callback }) }
}

/** Scheme, host and port that a request goes to, whatever its `host` header says. */
export function originOf({ options }: RequestCall): string {
  const { protocol, hostname, host, port, defaultPort, agent } = options
  const name = hostname || host || 'localhost' // eslint-disable-line @typescript-eslint/prefer-nullish-coalescing -- as Node does
  const usual = (agent as { defaultPort?: number } | undefined)?.defaultPort
  const at = port ?? defaultPort ?? usual ?? ''
  return `${String(protocol)}//${name.includes(':') && !name.startsWith('[') ? `[${name}]` : name}:${at}`
}

/** An upgrade, to a WebSocket say, and CONNECT leave HTTP behind: there is no exchange to record. */
export function isTunnel({ options: { method, headers } }: RequestCall): boolean {
  if (method?.toUpperCase() === 'CONNECT') return true
  return headers !== undefined && headerValue(headers, 'upgrade') !== undefined
}

/** By its members, as Node does: a URL may be of another realm. */
function isUrl(value: unknown): value is URL {
  const { href, protocol, auth, path } = (value ?? {}) as Partial<URL & ClientRequest & { auth: string }>
  return Boolean(href && protocol) && auth === undefined && path === undefined
}
