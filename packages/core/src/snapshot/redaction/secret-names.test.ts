import { expect, test } from 'vitest'
import { secretKindOfName, wordsOf } from './secret-names.js'

test.each([
  ['apiKey', 'api-key'],
  ['APIKey', 'api-key'],
  ['api_key', 'api-key'],
  ['API-KEY', 'api-key'],
  ['apikey', 'api-key'],
  ['api key', 'api-key'],
  ['X-API-Key', 'api-key'],
  ['OPENAI_API_KEY', 'api-key'],
  ['openaiApiKeys', 'api-key'],
  ['aws_secret_access_key', 'api-key'],
  ['AWSAccessKeyId', 'api-key'],
  ['accessKeyId', 'api-key'],
  ['secretKey', 'api-key'],
  ['Ocp-Apim-Subscription-Key', 'api-key'],
  ['authorization', 'authorization'],
  ['Authorization', 'authorization'],
  ['Proxy-Authorization', 'authorization'],
  ['cookie', 'cookie'],
  ['Set-Cookie', 'cookie'],
  ['cookies', 'cookie'],
  ['token', 'token'],
  ['auth', 'token'],
  ['accessToken', 'token'],
  ['refresh_token', 'token'],
  ['idToken', 'token'],
  ['csrf-token', 'token'],
  ['GITHUB_ACCESS_TOKEN', 'token'],
  ['GITHUB_TOKEN', 'token'],
  ['ACME_TOKEN', 'token'],
  ['x-vault-token', 'token'],
  ['slackToken', 'token'],
  ['my_token', 'token'],
  ['password', 'password'],
  ['PASSWORD', 'password'],
  ['userPassword', 'password'],
  ['db_passwd', 'password'],
  ['pwd', 'password'],
  ['passphrase', 'password'],
  ['passwordHash', 'password'],
  ['dbpassword', 'password'],
  ['DB_PASS', 'password'],
  ['smtpPass', 'password'],
  ['secret', 'secret'],
  ['client_secret', 'secret'],
  ['webhookSecret', 'secret'],
  ['clientsecret', 'secret'],
  ['credentials', 'secret'],
  ['privateKey', 'private-key'],
  ['signing_key', 'private-key'],
  ['jwt', 'jwt'],
])('%s is the name of a secret: %s', (name, kind) => {
  expect(secretKindOfName(name)).toBe(kind)
})

test.each([
  ...['', 'key', 'keys', 'monkey', 'keyboard', 'primaryKey', 'public_key', 'id', 'userId', 'session_id'],
  ...[
    'MAX_TOKEN',
    'EOS_TOKEN',
    'NEXT_PAGE_TOKEN',
    'quote_token',
    'stop_token',
    'first_token',
    'cost_per_token',
  ],
  ...['IMAGE_TOKEN', 'INPUT_TOKEN', 'TESTS_PASS', 'all_pass', 'bypass', 'first_pass', 'topsecret'],
  ...['tokens', 'max_tokens', 'totalTokens', 'token_count', 'nextPageToken', 'page_token', 'tokenizer'],
  ...[
    'secretary',
    'passwordResetRequired',
    'password_hint',
    'passed',
    'pass',
    'compass',
    'authorizationStatus',
  ],
  ...['author', 'authored', 'authority', 'cookiePolicy', 'signature', 'content', '[redacted:api-key]'],
])('%s is not', (name) => {
  expect(secretKindOfName(name)).toBeUndefined()
})

test.each([
  ['apiKey', 'api-key'],
  ['APIKey', 'api-key'],
  ['MyAPIKeyID', 'my-api-key-id'],
  ['__x__', 'x'],
  ['größe', 'gr-e'],
  ['a1B2', 'a1-b2'],
])('%s in words: %s', (name, words) => {
  expect(wordsOf(name)).toBe(words)
})
