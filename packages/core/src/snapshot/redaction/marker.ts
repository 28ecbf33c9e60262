import { nodeCrypto } from '../../node-crypto.js'

/** What stands in place of a secret: `[redacted:<kind>]`, or `[redacted:<kind>:<digest>]`; in URLs percent-encoded. */
const MARKER = /(?:\[|%5B)redacted(?::|%3A)([a-z\d-]+)(?:(?::|%3A)([\da-f]{16}))?(?:\]|%5D)/gi
const ONLY_A_MARKER = new RegExp(`^${MARKER.source}$`, 'i')
/** In every marker, and quick to look for. */
const WORD = 'redacted'

/** Kinds are written into markers, which are found again by their form. */
export const KIND = /^[a-z\d]+(?:-[a-z\d]+)*$/

/**
 * The marker of a secret. Where `RETRIAL_REDACTION_KEY` is set it carries the first 64 bits of the HMAC-SHA256 of the
 * secret under that key, so that another secret shows as another marker. Without a key there is no digest: that of
 * a short secret could be guessed.
 */
export function markerOf(kind: string, secret: string): string {
  const key = redactionKey()
  if (key === undefined) return `[redacted:${kind}]`
  return `[redacted:${kind}:${nodeCrypto.createHmac('sha256', key).update(secret).digest('hex').slice(0, 16)}]`
}

/** True for a text that is one marker. */
export function isMarker(text: string): boolean {
  return ONLY_A_MARKER.test(text)
}

/** False for most texts that have none in them, at a look. */
export function mayHaveMarker(text: string): boolean {
  return /redacted/i.test(text)
}

/** True for a text with one in it. */
export function hasMarker(text: string): boolean {
  return text.includes(WORD) && text.search(MARKER) !== -1
}

/** Changes what stands between the markers of a text: what is inside one is no secret any more. */
export function betweenMarkers(text: string, change: (part: string) => string): string {
  if (!text.includes(WORD)) return change(text)
  let from = 0
  let changed = ''
  for (const { 0: marker, index } of text.matchAll(MARKER)) {
    changed += change(text.slice(from, index)) + marker
    from = index + marker.length
  }
  return changed + change(text.slice(from))
}

/**
 * A text in the form in which the two sides of a replay are compared. A redacted input comes back under another kind
 * where the code passes it on under another name, so kinds do not count; digests count where a key can make them.
 *
 * @param digests whether they count. Default: where there is a key.
 */
export function comparableMarkers(text: string, digests?: boolean): string {
  if (!text.includes(WORD)) return text
  const kept = digests ?? redactionKey() !== undefined
  return text.replaceAll(MARKER, (_marker, _kind, digest?: string) =>
    kept && digest !== undefined ? `[${WORD}:${digest}]` : `[${WORD}]`,
  )
}

/** A URL the host of which may have been redacted; undefined where it is none any more. */
export function urlWithMarkers(text: string): URL | undefined {
  const url = text.replaceAll(MARKER, WORD)
  return URL.canParse(url) ? new URL(url) : undefined
}

/** True when two texts differ in nothing but how the same secrets were marked. */
export function sameButForMarkers(a: string, b: string): boolean {
  // The shorter one is the quicker no.
  const [shorter, longer] = a.length < b.length ? [a, b] : [b, a]
  if (!shorter.includes(WORD) || !longer.includes(WORD)) return false
  if (comparableMarkers(a) === comparableMarkers(b)) return true
  // One of them was made without the key: there is nothing to compare its secrets by.
  return (!hasDigest(a) || !hasDigest(b)) && comparableMarkers(a, false) === comparableMarkers(b, false)
}

function hasDigest(text: string): boolean {
  return [...text.matchAll(MARKER)].some(([, , digest]) => digest !== undefined)
}

function redactionKey(): string | undefined {
  const key = process.env['RETRIAL_REDACTION_KEY']
  return key === '' ? undefined : key
}
