import { Buffer } from 'node:buffer'
import { URL } from 'node:url'
import { canonicalText } from '../../snapshot/canonical.js'
import type { Redactor } from '../../snapshot/redaction/redactor.js'
import { remembered } from '../../snapshot/redaction/remembered.js'
import { redactedUrl } from '../../snapshot/redaction/redact-url.js'
import { withAllKnown } from '../../snapshot/redaction/with-all-known.js'
import type { Body, HttpRequest } from '../../snapshot/types.js'
import { textOf, toMatchedBody } from './body.js'
import { redactBody } from './redact-body.js'
import { headerValue } from './headers.js'
import type { RequestBody } from './request-body.js'
import type { DispatchOptions } from './undici.js'

// URL is imported: the global one of a sandbox is gone with it, and a tap may outlive the sandbox that installed it.

/** Stands for the host of a dispatcher that knows its own, and for a URL that undici will refuse. */
const NO_ORIGIN = 'http://origin.invalid'

/** A request in the form in which it is matched, its secrets still in it. It shares nothing with the body. */
export function describeRequest(options: DispatchOptions, body: RequestBody | undefined): HttpRequest {
  return describing(options, body)()
}

/**
 * What gives the description of a request as it is now, whenever it is asked. Making one is most of the work, and can
 * wait until the client has its answer.
 *
 * @param body must not change until then; anything else may.
 */
export function describing(
  { method, origin = NO_ORIGIN, path, query, headers }: DispatchOptions,
  body: RequestBody | undefined,
): () => HttpRequest {
  const host = String(origin)
  const added = Object.entries(query ?? {})
  const request = () => ({
    method: method.toUpperCase(),
    url: added.length === 0 ? plainUrl(host, path) : normalUrl(host, path, added),
  })
  if (body === undefined || body.bytes.length === 0) return request
  const contentType = headerValue(headers, 'content-type') ?? body.contentType
  return () => ({ ...request(), body: toMatchedBody(withoutBoundary(body.bytes, contentType)) })
}

/**
 * A request in the form in which it is stored and matched: less its secrets, on both sides of a replay.
 *
 * @throws ValueError `REDACTION_FAILED`
 */
export function redactRequest({ method, url, body }: HttpRequest, redactor: Redactor): HttpRequest {
  return withAllKnown(redactor, () => ({
    method,
    url: redactedUrl(url, redactor),
    ...(body === undefined ? {} : { body: redactBody(body, redactor) }),
  }))
}

/** Two requests are the same when their keys are: method, URL with sorted query, canonical body. */
export function requestKey(request: HttpRequest): string {
  const { method, url, body } = request
  if (body === undefined) return `${method} ${url}`
  return `${method} ${url}\n${bodyKey(body)}`
}

/** Text is one key whether it is kept as one string or as lines. */
function bodyKey(body: Body): string {
  if (typeof body === 'string' || 'lines' in body) return `text ${textOf(body) ?? ''}`
  return 'json' in body ? `json ${canonicalText(body.json)}` : `bytes ${body.base64}`
}

/** A client asks few addresses, many times over. */
const plainUrl = (origin: string, path: string): string => knownUrl(`${origin} ${path}`)
const knownUrl = remembered((address: string) => {
  const end = address.indexOf(' ')
  return normalUrl(address.slice(0, end), address.slice(end + 1), [])
})

function normalUrl(origin: string, path: string, added: readonly [string, unknown][]): string {
  const url = urlOf(origin, path)
  for (const [name, value] of added) {
    for (const item of Array.isArray(value) ? value : [value]) url.searchParams.append(name, String(item))
  }
  // Making the list of parameters is a good part of the work, and most URLs have none.
  if (url.href.includes('?')) url.searchParams.sort()
  return url.href
}

/** A client asks few hosts, many times over. */
const originOf = remembered((origin: string) => new URL(origin).origin)

/** `path` is joined, not resolved: one that begins with two slashes does not name another host. */
function urlOf(origin: string, path: string): URL {
  try {
    return path.startsWith('/') ? new URL(originOf(origin) + path) : new URL(path, origin)
  } catch {
    return new URL(NO_ORIGIN)
  }
}

/** Multipart boundaries are random; a fixed one makes equal forms equal. */
function withoutBoundary(bytes: Buffer, contentType: string | undefined): Buffer {
  const boundary = /^multipart\/.*boundary="?([^";]+)"?/i.exec(contentType ?? '')?.[1]
  if (boundary === undefined) return bytes
  return Buffer.from(bytes.toString('latin1').replaceAll(boundary, 'boundary'), 'latin1')
}
