import type { ClientRequest, IncomingMessage, RequestOptions } from 'node:http'
import { urlToHttpOptions } from 'node:url'
import { URL } from 'node:url'
import { headerValue } from '../headers.js'

export type Protocol = 'http:' | 'https:'

/** The arguments of `http.request`, in one form, which it takes as well. */
export interface RequestCall {
  readonly options: RequestOptions
  readonly callback: ((response: IncomingMessage) => void) | undefined
  /** What the module speaks whose function was called. */
  readonly module: Protocol
}

/** Folds what `http.request` takes (a URL, options, a callback, each of them optional) as Node does. */
export function requestCall([first, ...more]: readonly unknown[], module: Protocol): RequestCall {
  const url = typeof first === 'string' ? new URL(first) : isUrl(first) ? first : undefined
  const [given, then] = url === undefined ? [first, ...more] : more
  const callback = (typeof given === 'function' ? given : then) as RequestCall['callback']
  const options: RequestOptions = {
    ...(url === undefined ? undefined : urlToHttpOptions(url)),
    ...(typeof given === 'function' ? undefined : (given as RequestOptions | null | undefined)),
  }
  return { options, callback, module }
}

/** Scheme, host and port that a request goes to, whatever its `host` header says. */
export function originOf(call: RequestCall): string {
  const { hostname, host, port, defaultPort, agent } = call.options
  const name = hostname || host || 'localhost' // eslint-disable-line @typescript-eslint/prefer-nullish-coalescing -- as Node does
  const usual = (agent as { readonly defaultPort?: number } | null | undefined)?.defaultPort
  const at = port ?? defaultPort ?? usual ?? ''
  return `${protocolOf(call)}//${name.includes(':') && !name.startsWith('[') ? `[${name}]` : name}:${at}`
}

/** What is spoken. Node refuses a request whose agent speaks something else. */
export function protocolOf({ options, module }: RequestCall): string {
  return options.protocol || module // eslint-disable-line @typescript-eslint/prefer-nullish-coalescing -- as Node does
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
