/** Query parameters that carry a credential; their values are neither kept nor matched. */
const NAMES =
  '(?:x-)?api[-_]?key|auth|authorization|sig|signature|token|password|passwd|pwd|(?:client[-_]?)?secret|' +
  '(?:access|auth|bearer|id|refresh|session)[-_]?token|subscription-key|' +
  'x-(?:amz|goog)-(?:credential|signature|security-token)|awsaccesskeyid'
/** A plain `key` is Google's credential, or what a lookup asks for: then it has to be matched. Its length tells. */
const KEY_LENGTH = 16
const SECRET_NAME = new RegExp(`^(?:${NAMES})$`, 'i')
const VALUE = '[^&;#>\\s]'
const SECRET_IN_TEXT = new RegExp(`([?&;](?:(?:${NAMES})=|key=(?=${VALUE}{${KEY_LENGTH}})))${VALUE}*`, 'gi')
const LOGIN_IN_TEXT = /(:\/\/)[^/?#@\s]+@/g

const REDACTED = '[redacted:credential]'

/** Takes user, password and secret parameters out of a URL. */
export function redactUrl(url: URL): void {
  url.username = ''
  url.password = ''
  for (const [name, value] of [...url.searchParams]) {
    const isKey = name.toLowerCase() === 'key' && value.length >= KEY_LENGTH
    if (isKey || SECRET_NAME.test(name)) url.searchParams.set(name, REDACTED)
  }
}

/** The same for a text with URLs in it, absolute or relative; all else in it stays as it is. */
export function redactUrlsIn(text: string): string {
  return text.replaceAll(SECRET_IN_TEXT, `$1${encodeURIComponent(REDACTED)}`).replaceAll(LOGIN_IN_TEXT, '$1')
}
