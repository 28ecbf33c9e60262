import { betweenMarkers, isMarker, markerOf } from './marker.js'

export type KindOfName = (name: string) => string | undefined

/**
 * `"password": "…"`, as JSON or as a literal of a language, however often it was quoted: a quote counts with the
 * backslashes before it. A value that is cut off ends with the text.
 */
const MEMBER =
  /(\\*["'])([\w.$ -]{1,80})\1(\s{0,20}(?::|=>)\s{0,20})(?:\1((?:(?!(?<!\\)\1)[^])*)(\1|$)|(-?\d[\d.eE+-]*))/g
/** `API_KEY=…`, `?api_key=…&`, `password: …`. The letter of an escape such as `\n` is not part of the name. */
const ASSIGNMENT = /(?<=^|[^\w.%\\-]|\\[bfnrt])([\w.%-]{1,80})(=|: ?)(\\*["']?)([^\s&;"'<>()[\]{},#\\]+)/g
const COOKIES = /(?<=(?:^|["'\n\r]|\\[nr])(?:set-)?cookie: ?)[^\s"'\\=]+=[^\r\n"'\\]*/gi
/** What says something about a secret instead of being one. */
const NO_SECRET = /^(?:null|none|nil|undefined|true|false|[*x.…]{3,})$/i
/** In a URL these may name a credential or what is looked up: the length tells. */
const AMBIGUOUS = /^(?:key|token|auth|sig)$/i
const CREDENTIAL_LENGTH = 16
/** These sign a URL; elsewhere a signature is no secret. */
const SIGNING = /(?:^|[-_.])(?:signature|credential)$/i

const MAY_NAME = /(?:auth|cookie|cred|jwt|key|pass|pwd|secret|sig|token)[\w.-]{0,30}(?:\\*["'])?\s{0,20}[:=]/i

/** False for most texts, at a look. */
export function mayNameSecret(text: string): boolean {
  return MAY_NAME.test(text)
}

/** Takes the values out of a text that stand beside the name of a secret. */
export function redactNamed(text: string, kindOfName: KindOfName): string {
  const members = text
    .replaceAll(
      MEMBER,
      (all, quote: string, name: string, colon: string, value = '', end = '', bare = '') => {
        const kind = kindOfName(name)
        const secret = String(value) + String(bare)
        if (kind === undefined || isNoSecret(secret)) return all
        return `${quote}${name}${quote}${colon}${quote}${markerOf(kind, secret)}${bare === '' ? String(end) : quote}`
      },
    )
    .replaceAll(COOKIES, (cookies) => markerOf('cookie', cookies))
  // `token:` inside a marker names no secret.
  return betweenMarkers(members, (part) => redactAssigned(part, kindOfName))
}

/** What follows a name that is no secret may itself be an assignment, as in `url: https://h/?token=…`. */
function redactAssigned(text: string, kindOfName: KindOfName): string {
  const assignment = new RegExp(ASSIGNMENT)
  let kept = ''
  let from = 0
  for (let match = assignment.exec(text); match !== null; match = assignment.exec(text)) {
    const [, name = '', sign = '', quote = '', secret = ''] = match
    const before = name + sign + quote
    const inUrl = sign === '=' && /[?&;#]/.test(text.charAt(match.index - 1))
    const kind = inUrl ? kindInUrl(name, secret, kindOfName) : kindOfName(name)
    if (kind === undefined || isNoSecret(secret) || (sign !== '=' && !isUnlikeProse(secret))) {
      assignment.lastIndex = match.index + before.length
      continue
    }
    const marker = markerOf(kind, inUrl ? decoded(secret) : secret)
    kept += text.slice(from, match.index) + before + (inUrl ? encodeURIComponent(marker) : marker)
    from = assignment.lastIndex
  }
  return kept + text.slice(from)
}

/** The kind of a parameter of a URL, undefined where it is no secret. */
export function kindInUrl(name: string, value: string, kindOfName: KindOfName): string | undefined {
  if (AMBIGUOUS.test(name)) return value.length >= CREDENTIAL_LENGTH ? 'api-key' : undefined
  return SIGNING.test(name) ? 'secret' : kindOfName(name)
}

/** Empty, a word that says there is none, or what stands where one was. */
export function isNoSecret(value: string): boolean {
  return value === '' || NO_SECRET.test(value) || isMarker(value)
}

/** After `password:` any word may follow; one of letters and digits is none of a sentence. */
export function isUnlikeProse(value: string): boolean {
  return value.length >= 6 && /\d/.test(value) && /[^\d.,%]/.test(value)
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value.replaceAll('+', ' '))
  } catch {
    return value
  }
}
