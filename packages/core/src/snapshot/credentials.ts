/** Query parameters that carry a credential, by their name; their values are neither kept nor matched. */
const SECRET =
  '(?:[\\w.-]*[-_.])?(?:api[-_]?key|access[-_]?key|private[-_]?key|secret[-_]?key|subscription-key|' +
  '(?:access|auth|bearer|id|oauth|refresh|session|api|private|security)[-_]?token|secret|password|passwd|pwd|' +
  'signature|credential)|authorization|jwt|awsaccesskeyid'
/** Names of credentials or of what a lookup asks for: then it has to be matched. The length of the value tells. */
const AMBIGUOUS = 'key|token|auth|sig'
const SECRET_LENGTH = 16
const SECRET_NAME = new RegExp(`^(?:${SECRET})$`, 'i')
const AMBIGUOUS_NAME = new RegExp(`^(?:${AMBIGUOUS})$`, 'i')
const VALUE = '[^&;#>\\s]'
const SECRET_IN_TEXT = new RegExp(
  `([?&;#](?:(?:${SECRET})=|(?:${AMBIGUOUS})=(?=${VALUE}{${SECRET_LENGTH}})))${VALUE}*`,
  'gi',
)
const LOGIN_IN_TEXT = /(:\/\/)[^/?#@\s]+@/g

const REDACTED = '[redacted:credential]'

/** Takes user, password and secret parameters out of a URL. */
export function redactUrl(url: URL): void {
  url.username = ''
  url.password = ''
  for (const [name, value] of [...url.searchParams]) {
    const isLong = value.length >= SECRET_LENGTH
    if (SECRET_NAME.test(name) || (isLong && AMBIGUOUS_NAME.test(name))) url.searchParams.set(name, REDACTED)
  }
}

/** The same for a text with URLs in it, absolute or relative; all else in it stays as it is. */
export function redactUrlsIn(text: string): string {
  return text.replaceAll(SECRET_IN_TEXT, `$1${encodeURIComponent(REDACTED)}`).replaceAll(LOGIN_IN_TEXT, '$1')
}
