import { BEFORE_KEY, type Shape } from './shape.js'

/** Keys that providers give out, by the prefix that their documentation names. */
const PROVIDER_KEYS = [
  // OpenAI, Anthropic, OpenRouter, DeepSeek and others; a digit, or more letters than a word has, tells a key from hyphenated words.
  String.raw`sk-(?=[\w-]*(?:\d|[A-Za-z]{16}))[\w-]{16,}`,
  // Stripe
  String.raw`(?:[rsp]k_(?:live|test)|whsec)_[A-Za-z\d]{10,}`,
  // Google
  String.raw`AIza[\w-]{30,}`,
  String.raw`ya29\.[\w-]{20,}`,
  String.raw`GOCSPX-[\w-]{20,}`,
  // AWS
  String.raw`A(?:KIA|SIA|BIA|CCA)[A-Z\d]{16}`,
  // GitHub, GitLab, npm, PyPI
  String.raw`gh[oprsu]_[A-Za-z\d]{20,}`,
  String.raw`github_pat_\w{22,}`,
  String.raw`glpat-[\w-]{20,}`,
  String.raw`npm_[A-Za-z\d]{30,}`,
  String.raw`pypi-[\w-]{50,}`,
  // Slack
  String.raw`xox[abeoprs]-[\w-]{10,}`,
  String.raw`xapp-\d-[\w-]{10,}`,
  // Hugging Face, Groq, xAI, Perplexity, Replicate, NVIDIA, Tavily, Pinecone, Databricks
  String.raw`(?:hf|gsk|r8|pcsk)_[A-Za-z\d]{20,}`,
  String.raw`(?:xai|pplx|nvapi|tvly)-(?=[\w-]*\d)[\w-]{20,}`,
  String.raw`dapi[\da-f]{32}`,
  // SendGrid, Mailgun, DigitalOcean, Shopify, Linear, Telegram, age
  String.raw`SG\.[\w-]{16,}\.[\w-]{16,}`,
  String.raw`key-[\da-f]{32}`,
  String.raw`do[opr]_v1_[\da-f]{64}`,
  String.raw`shp(?:at|ca|pa|ss)_[\da-fA-F]{32}`,
  String.raw`lin_api_[A-Za-z\d]{20,}`,
  String.raw`(?:bot)?\d{8,10}:AA[\w-]{32,}`,
  String.raw`AGE-SECRET-KEY-1[A-Z\d]{20,}`,
]

/** Their prefixes before a dash or an underline: few words have one, and most letters begin some prefix. */
export const DASHED_PREFIXES =
  'sk|[rsp]k|gh[oprsu]|github|glpat|npm|pypi|xox[abeoprs]|xapp|hf|gsk|r8|pcsk|xai|pplx|nvapi|tvly|key|whsec|GOCSPX|shp(?:at|ca|pa|ss)|lin|do[opr]|AGE'
/** The others. */
export const OTHER_PREFIXES = /A(?:Iza|KIA|SIA|BIA|CCA)|SG\.|ya29\.|dapi|:AA/

const PREFIXES = [new RegExp(`[-_](?<=(?:${DASHED_PREFIXES})[-_])`), OTHER_PREFIXES]

/** Always looked for. */
export const CREDENTIAL_SHAPES: readonly Shape[] = [
  { kind: 'private-key', hints: [/PRIVATE KEY/], pattern: pem() },
  {
    kind: 'api-key',
    hints: PREFIXES,
    pattern: new RegExp(`${BEFORE_KEY}(?:${PROVIDER_KEYS.join('|')})`, 'g'),
  },
  // RFC 7519: three parts in base64url, the first two of which are JSON objects.
  {
    kind: 'jwt',
    hints: [/eyJ/],
    pattern: new RegExp(String.raw`${BEFORE_KEY}eyJ[\w-]{6,}\.eyJ[\w-]{2,}\.[\w-]*`, 'g'),
  },
  // RFC 6750 and 7617. A digit or padding tells a credential from the next word of a sentence. How far it looks has
  // an end, so that time does not grow with the square of the length.
  {
    kind: 'authorization',
    hints: [/(?:bearer|basic)[\s%+]/i],
    pattern: /(?<=\b(?:bearer|basic)(?:\s|%20|\+){1,10})(?=[\w.~+/-]{0,300}[\d=])[\w.~+/-]{8,}=*/gi,
  },
  // RFC 3986: the password of a URL, also of a database.
  {
    kind: 'password',
    hints: [/:\/\//],
    pattern: /(?<=[a-z\d]:\/\/[^\s/?#@:"'\\]{0,200}:)[^\s/?#@"'\\]{1,200}(?=@[^\s/?#@])/gi,
  },
]

/** A private key between its marks (RFC 7468); one that is cut off ends with the text. */
function pem(): RegExp {
  const label = String.raw`(?:[A-Z\d]+ )*PRIVATE KEY(?: BLOCK)?-----`
  return new RegExp(String.raw`-----BEGIN ${label}(?:(?!-----END)[^])*(?:-----END ${label}|$)?`, 'g')
}
