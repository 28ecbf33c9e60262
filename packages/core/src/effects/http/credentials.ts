/** Query parameters that carry a credential; their values are neither kept nor matched. */
const NAMES =
  '(?:x-)?api[-_]?key|key|auth|authorization|sig|signature|token|password|passwd|pwd|(?:client[-_]?)?secret|' +
  '(?:access|auth|bearer|id|refresh|session)[-_]?token|subscription-key|' +
  'x-(?:amz|goog)-(?:credential|signature|security-token)|awsaccesskeyid'
const SECRET_NAME = new RegExp(`^(?:${NAMES})$`, 'i')
const SECRET_IN_TEXT = new RegExp(`([?&;](?:${NAMES})=)[^&;#>\\s]*`, 'gi')
const LOGIN_IN_TEXT = /(:\/\/)[^/?#@\s]+@/g

const REDACTED = '[redacted:credential]'

/** Takes user, password and secret parameters out of a URL. */
export function redactUrl(url: URL): void {
  url.username = ''
  url.password = ''
  for (const name of new Set(url.searchParams.keys())) {
    if (SECRET_NAME.test(name)) url.searchParams.set(name, REDACTED)
  }
}

/** The same for a text with URLs in it, absolute or relative; all else in it stays as it is. */
export function redactUrlsIn(text: string): string {
  return text.replaceAll(SECRET_IN_TEXT, `$1${encodeURIComponent(REDACTED)}`).replaceAll(LOGIN_IN_TEXT, '$1')
}
