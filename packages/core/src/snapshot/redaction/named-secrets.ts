import { betweenMarkers, isMarker, markerOf } from './marker.js'
import { quotedValue, unquoted } from './quoted-value.js'

export type KindOfName = (name: string) => string | undefined

/** The name in `"password": "…"`, as JSON or as a literal of a language: a quote counts with the backslashes before it. */
const NAME = /(?<!\\)(\\*["'])([\w.$ -]{1,80})\1\s{0,20}(?::|=>)\s{0,20}/g
const NUMBER = /-?\d[\d.eE+-]*/y
/** A token of a language model, with its number or its probability beside it. */
const OF_MODEL_TOKEN = /\s{0,20},[^{}]{0,200}?["'](?:log_?prob|token_?id)/iy
/** `API_KEY=…`, `?api_key=…&`, `password: …`. The letter of an escape such as `\n` is not part of the name. */
const ASSIGNED = /(?<=^|[^\w.%\\-]|\\[bfnrt])([\w.%-]{1,80})(=|: ?)(?:\\{0,15}["'])?/g
const ASSIGNED_VALUE = /[^\s&;"'<>()[\]{},#\\]+/y
const COOKIES = /(?<=(?:^|["'\n\r]|\\[nr])(?:set-)?cookie: ?)[^\s"'\\=]+=[^\r\n"'\\]*/gi
/** The head of a field of a multipart form (RFC 7578) that is no file, and its value up to the next boundary. */
const FIELD =
  /(form-data; ?name="?([\w.$ -]{1,80}?)"?(?:\r?\n[\w-]{1,80}:[^\r\n]{0,200}){0,5}\r?\n\r?\n)((?:(?!\r?\n--)[^])+)/gi
/** What says something about a secret instead of being one. */
const NO_SECRET = /^(?:null|none|nil|undefined|true|false|[*x.…]{3,})$/i
/** In a URL these may name a credential or what is looked up: the length tells. */
const AMBIGUOUS = /^(?:key|token|auth|sig)$/i
const CREDENTIAL_LENGTH = 16
const LONG = 'x'.repeat(CREDENTIAL_LENGTH)
/** These sign a URL; elsewhere a signature is no secret. */
const SIGNING = /(?:^|[-_.])(?:signature|credential)$/i

/** One of these is in every name of a secret. */
export const NAME_PARTS = 'auth|cookie|cred|jwt|key|pass|pwd|secret|sig|token'
const MAY_NAME = new RegExp(
  String.raw`(?:${NAME_PARTS})[\w.-]{0,30}(?:\\*["'])?\s{0,20}[:=]|form-data; ?name=`,
  'i',
)

/** False for most texts, at a look. */
export function mayNameSecret(text: string): boolean {
  return MAY_NAME.test(text)
}

/** Takes the values out of a text that stand beside the name of a secret. */
export function redactNamed(text: string, kindOfName: KindOfName): string {
  const members = redactMembers(text, kindOfName).replaceAll(COOKIES, (cookies) =>
    markerOf('cookie', cookies),
  )
  // `token:` inside a marker names no secret.
  return betweenMarkers(redactFields(members, kindOfName), (part) => redactAssigned(part, kindOfName))
}

/** What follows a name that is no secret may itself be JSON, as in `"arguments": "{\"password\": …`. */
function redactMembers(text: string, kindOfName: KindOfName): string {
  const names = new RegExp(NAME)
  let kept = ''
  let from = 0
  for (let match = names.exec(text); match !== null; match = names.exec(text)) {
    const [, quote = '', name = ''] = match
    const kind = kindOfName(name)
    const at = names.lastIndex
    const found = kind === undefined ? undefined : memberValue(text, at, quote)
    if (kind === undefined || found === undefined || isNoSecret(found.secret)) continue
    if (found.bare && isCount(name, found.secret)) continue
    if (/^token$/i.test(name) && matchAt(OF_MODEL_TOKEN, text, found.end) !== undefined) continue
    kept += text.slice(from, at) + quote + markerOf(kind, found.secret) + found.closing
    from = found.end
    names.lastIndex = from
  }
  return kept + text.slice(from)
}

function redactFields(text: string, kindOfName: KindOfName): string {
  return text.replaceAll(FIELD, (field, head: string, name: string, value: string) => {
    const kind = kindOfName(name)
    return kind === undefined || isNoSecret(value) || isCount(name, value)
      ? field
      : head + markerOf(kind, value)
  })
}

/** The text or number at a place, if there is one. A number becomes a text in the same quotes. */
function memberValue(
  text: string,
  at: number,
  quote: string,
): { secret: string; closing: string; end: number; bare?: true } | undefined {
  if (text.startsWith(quote, at)) {
    const { value, closing } = quotedValue(text, at + quote.length, quote)
    const end = at + quote.length + value.length + closing.length
    return { secret: unquoted(value, quote), closing, end }
  }
  const number = matchAt(NUMBER, text, at)
  return number === undefined
    ? undefined
    : { secret: number, closing: quote, end: at + number.length, bare: true }
}

/** What follows a name that is no secret may itself be an assignment, as in `url: https://h/?token=…`. */
function redactAssigned(text: string, kindOfName: KindOfName): string {
  const names = new RegExp(ASSIGNED)
  let kept = ''
  let from = 0
  let proseTo = 0
  for (let match = names.exec(text); match !== null; match = names.exec(text)) {
    const [, name = '', sign = ''] = match
    const at = names.lastIndex
    const inUrl = sign === '=' && /[?&;#]/.test(text.charAt(match.index - 1))
    // The end of prose is prose; it need not be looked at again.
    if ((inUrl ? kindInUrl(name, LONG, kindOfName) : kindOfName(name)) === undefined) continue
    if (sign !== '=' && at < proseTo) continue
    const secret = matchAt(ASSIGNED_VALUE, text, at) ?? ''
    const kind = inUrl ? kindInUrl(name, decoded(secret), kindOfName) : kindOfName(name)
    if (sign !== '=' && !isUnlikeProse(secret)) proseTo = at + secret.length
    else if (kind !== undefined && !isNoSecret(secret) && !isCount(name, secret)) {
      const marker = markerOf(kind, inUrl ? decoded(secret) : secret)
      kept += text.slice(from, at) + (inUrl ? encodeURIComponent(marker) : marker)
      from = at + secret.length
      names.lastIndex = from
    }
  }
  return kept + text.slice(from)
}

/** The kind of a parameter of a URL, undefined where it is no secret. */
export function kindInUrl(name: string, value: string, kindOfName: KindOfName): string | undefined {
  if (isCount(name, value)) return undefined
  if (AMBIGUOUS.test(name)) return value.length >= CREDENTIAL_LENGTH ? 'api-key' : undefined
  return SIGNING.test(name) ? 'secret' : kindOfName(name)
}

/** Empty, a word that says there is none, or what stands where one was. */
export function isNoSecret(value: string): boolean {
  return value === '' || NO_SECRET.test(value) || isMarker(value)
}

/** A number under a name in the plural counts: `session_tokens: 120`. */
export function isCount(name: string, value: string | number): boolean {
  return /s$/i.test(name) && /^\d{1,15}$/.test(String(value))
}

/** After `password:` any word may follow; one of letters and digits is none of a sentence. */
export function isUnlikeProse(value: string): boolean {
  return value.length >= 6 && /\d/.test(value) && /[^\d.,%]/.test(value)
}

/** What a sticky pattern matches at a place. */
function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0]
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value.replaceAll('+', ' '))
  } catch {
    return value
  }
}
