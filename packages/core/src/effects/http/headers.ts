import { redactJson } from '../../snapshot/redaction/redact-json.js'
import type { Redactor } from '../../snapshot/redaction/redactor.js'

/**
 * Response headers that are kept: those that clients act on. Cookies, rate limits, dates and account identifiers
 * stay out of the recording.
 */
const KEPT = new Set([
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'etag',
  'last-modified',
  'link',
  'location',
  'request-id',
  'retry-after',
  'retry-after-ms',
  'x-request-id',
  'x-should-retry',
])

export type Headers = Record<string, string | string[]>

/** The kept ones of undici's raw header list (name, value, name, value …). */
export function keptHeaders(raw: readonly (Buffer | string)[]): Headers {
  const headers: Headers = {}
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const name = text(raw[index]).toLowerCase()
    if (!KEPT.has(name)) continue
    append(headers, name, text(raw[index + 1]))
  }
  return headers
}

/** How long the body is to be, by a raw header list; undefined where nothing says so. */
export function promisedLength(raw: readonly (Buffer | string)[]): string | undefined {
  const at = raw.findIndex((name, index) => index % 2 === 0 && isNamed(text(name), 'content-length'))
  return at === -1 ? undefined : text(raw[at + 1])
}

/** Headers less what in them is a secret: a redirect may lead to a URL with one. */
export function redactHeaders(headers: Headers, redactor: Redactor): Headers {
  return redactJson(headers, redactor) as Headers
}

/** The raw list that undici's older handlers take. */
export function rawHeaders(headers: Headers): Buffer[] {
  const raw: Buffer[] = []
  for (const [name, value] of Object.entries(headers))
    for (const item of typeof value === 'string' ? [value] : value)
      raw.push(Buffer.from(name, 'latin1'), Buffer.from(item, 'latin1'))
  return raw
}

/** Raw header list of undici's newer handlers, which hand over an object. */
export function flatHeaders(headers: Headers): string[] {
  return Object.entries(headers).flatMap(([name, value]) => [value].flat().flatMap((item) => [name, item]))
}

/** One header of a request, in any of the forms undici takes: flat list, object, or iterable of pairs. */
export function headerValue(headers: unknown, wanted: string): string | undefined {
  for (const [name, value] of rawPairs(headers)) {
    if (!isNamed(name, wanted)) continue
    const text = typeof value === 'string' ? value : texts(value)[0]
    if (text !== undefined) return text
  }
  return undefined
}

/** Few are as long as the wanted one: no other is written in small letters to be compared. */
function isNamed(name: unknown, wanted: string): boolean {
  const text = String(name)
  return text.length === wanted.length && text.toLowerCase() === wanted
}

/** The headers of a request with a content type, unless they name one. */
export function withContentType(headers: unknown, contentType: string | undefined): unknown {
  if (contentType === undefined || headerValue(headers, 'content-type') !== undefined) return headers
  return [...headerPairs(headers), ['content-type', contentType] as const].flat()
}

/** The headers of a request as a flat list, less one of them. */
export function withoutHeader(headers: unknown, name: string): string[] {
  return [...headerPairs(headers)].filter(([key]) => key.toLowerCase() !== name).flat()
}

/** As texts, like undici writes them: one pair for each item of a list. */
function* headerPairs(headers: unknown): Iterable<[string, string]> {
  for (const [name, value] of rawPairs(headers)) for (const item of texts(value)) yield [String(name), item]
}

function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (value === undefined) return []
  return ([value].flat() as (string | number | null)[]).map((item) => String(item ?? ''))
}

function rawPairs(headers: unknown): Iterable<[unknown, unknown]> {
  if (typeof headers !== 'object' || headers === null) return []
  if (Array.isArray(headers) && !Array.isArray(headers[0])) {
    return headers.flatMap((name, index) => (index % 2 === 0 ? [[name, headers[index + 1]]] : []))
  }
  return Symbol.iterator in headers ? (headers as Iterable<[unknown, unknown]>) : Object.entries(headers)
}

function append(headers: Headers, name: string, value: string): void {
  const known = headers[name]
  headers[name] = known === undefined ? value : [known, value].flat()
}

function text(raw: Buffer | string | undefined): string {
  return typeof raw === 'string' ? raw : (raw?.toString('latin1') ?? '')
}
