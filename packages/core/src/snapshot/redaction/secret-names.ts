import { remembered } from './remembered.js'

/** Kinds of secrets that are known by the name they are kept under. */
export type NameKind =
  'api-key' | 'authorization' | 'cookie' | 'jwt' | 'password' | 'private-key' | 'secret' | 'token'

/** What people call the token of a service or of an account, beside what a name in words may begin with. */
const SERVICES =
  'airtable|asana|aws|azure|bitbucket|circleci|client|cloudflare|codecov|datadog|db|digitalocean|discord|docker|figma|gcp|gh|github|gitlab|google|grafana|heroku|hf|hook|hubspot|huggingface|jenkins|jira|linear|login|mapbox|my|netlify|notion|npm|pagerduty|pypi|sentry|shopify|slack|snyk|stripe|telegram|twilio|vault|vercel|webhook|zendesk'

/** The end of a name in words, `x-api-key` say, and what it means. Any words may stand before it. */
const ENDINGS: readonly (readonly [RegExp, NameKind])[] = [
  [/(?:^|-)authorization$/, 'authorization'],
  [/(?:^|-)cookies?$/, 'cookie'],
  [/(?:^|-)(?:private|signing|encryption)-?keys?$/, 'private-key'],
  [
    /(?:^|-)(?:api|access|account|auth|license|master|secret|shared|subscription)-?keys?(?:-?id)?$/,
    'api-key',
  ],
  [/^[a-z]*(?:apikey|accesskeyid)$/, 'api-key'],
  [
    /(?:^|-)(?:access|api|app|auth|bearer|bot|csrf|deploy|device|id|jwt|oauth|personal|private|push|refresh|registry|reset|secret|security|service|session|sso|user|verification|xsrf)-?tokens?$/,
    'token',
  ],
  [new RegExp(`(?:^|-)(?:${SERVICES})-?token$`), 'token'],
  [/^(?:x-)?(?:auth|token)$/, 'token'],
  [/(?:^|-)(?:password|passwd|pwd|passphrase|passcode)s?(?:-hash)?$/, 'password'],
  [/^[a-z]+passw(?:or)?d$/, 'password'],
  [
    /(?:^|-)(?:admin|database|db|email|ftp|imap|mail|mysql|postgres|redis|root|smtp|ssh|user)-pass$/,
    'password',
  ],
  [/(?:^|-)(?:secret|credential)s?$/, 'secret'],
  [/^(?:api|app|client|consumer|shared|webhook)secret$/, 'secret'],
  [/(?:^|-)jwts?$/, 'jwt'],
]

/** An environment variable: whatever stands before `_TOKEN` names whose it is, but for words about texts and pages. */
const VARIABLE =
  /^(?!(?:.*_)?(?:AUDIO|BOS|CLS|COMPLETION|CONTINUATION|END|EOS|FIRST|IMAGE|INPUT|LAST|MASK|MAX|MIN|NEXT|OUTPUT|PAD|PAGE|PER|PROMPT|SEP|SPECIAL|START|STOP|SYNC|TEXT|TOTAL|UNK|VIDEO)_TOKEN$)[A-Z\d]+(?:_[A-Z\d]+)*_TOKEN$/

const LONGEST = 100
const MOST_WORDS = 4

/**
 * What is kept under a name, if it is a secret: `apiKey`, `OPENAI_API_KEY`, `client-secret`, `Set-Cookie` … Names
 * that count or describe secrets (`max_tokens`, `next_page_token`, `password_reset_required`) are none.
 */
export const secretKindOfName = remembered((name): NameKind | undefined => {
  // A redacted key: `[redacted:api-key]` names no second secret.
  if (name.includes('[') || isSentence(name)) return undefined
  if (VARIABLE.test(name)) return 'token'
  const words = wordsOf(name)
  return ENDINGS.find(([ending]) => ending.test(words))?.[1]
})

/** "How do I reset my password?" */
function isSentence(name: string): boolean {
  return name.length > LONGEST || /[.?!]\s*$/.test(name) || name.trim().split(/\s+/).length > MOST_WORDS
}

/** `APIKey`, `api_key` and `api key` as `api-key`. */
export function wordsOf(name: string): string {
  return name
    .replaceAll(/([a-z\d])([A-Z])|([A-Z]+)(?=[A-Z][a-z])/g, (_all, lower = '', upper = '', run = '') =>
      run === '' ? `${String(lower)}-${String(upper)}` : `${String(run)}-`,
    )
    .toLowerCase()
    .replaceAll(/[^a-z\d]+/g, '-')
    .replaceAll(/^-|-$/g, '')
}
