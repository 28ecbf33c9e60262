import { expect, test } from 'vitest'
import { redactUrl, redactUrlsIn } from './credentials.js'

const NAMES = [
  'api_key',
  'api-key',
  'apikey',
  'API_KEY',
  'x-api-key',
  'access_token',
  'auth_token',
  'refresh_token',
  'id_token',
  'authorization',
  'password',
  'pwd',
  'secret',
  'client_secret',
  'signature',
  'subscription-key',
  'X-Amz-Signature',
  'X-Amz-Security-Token',
  'X-Amz-Credential',
  'X-Goog-Signature',
  'AWSAccessKeyId',
  'api_token',
  'private_token',
  'api_secret',
  'secret_key',
  'access_key',
  'oauth_token',
  'jwt',
  'x-goog-api-key',
  'credential',
]
const HARMLESS = [
  'page_token',
  'next_token',
  'monkey',
  'keys',
  'max_tokens',
  'keyword',
  'design',
  'q',
  'key',
  'token',
  'auth',
  'sig',
  'secretary',
  'signatures',
]

test.each(NAMES)('%s is a credential', (name) => {
  const url = new URL(`https://h/p?a=1&${name}=s3cr3t&b=2`)
  redactUrl(url)
  expect(url.searchParams.get(name)).toBe('[redacted:credential]')
  expect(url.searchParams.get('b')).toBe('2')
  expect(redactUrlsIn(`/p?a=1&${name}=s3cr3t&b=2#x`)).toBe(`/p?a=1&${name}=%5Bredacted%3Acredential%5D&b=2#x`)
})

test.each(HARMLESS)('%s is not', (name) => {
  const url = new URL(`https://h/p?${name}=x`)
  redactUrl(url)
  expect(url.href).toBe(`https://h/p?${name}=x`)
  expect(redactUrlsIn(url.href)).toBe(url.href)
})

test('one that is repeated is redacted as one', () => {
  const url = new URL('https://h/?api_key=a&api_key=b')
  redactUrl(url)
  expect(url.searchParams.getAll('api_key')).toEqual(['[redacted:credential]'])
})

test('user and password go', () => {
  const url = new URL('https://user:s3cr3t@h/p')
  redactUrl(url)
  expect(url.href).toBe('https://h/p')
  expect(redactUrlsIn('<https://user:s3cr3t@h/p?api_key=t>; rel="next", <https://h/mail@x>')).toBe(
    '<https://h/p?api_key=%5Bredacted%3Acredential%5D>; rel="next", <https://h/mail@x>',
  )
})

test('a URL in a header is redacted as the request to it will be', () => {
  const location = redactUrlsIn('https://h/p?z=1&signature=s3cr3t')
  const [there, here] = [new URL(location), new URL('https://h/p?z=1&signature=s3cr3t')]
  redactUrl(there)
  redactUrl(here)
  expect(there.href).toBe(here.href)
})

test.each(['AIzaSyA-1234567890abcdefghijklmnopqrstu', 'sixteen-letters-'])(
  'a key as long as %s is a credential',
  (key) => {
    const url = new URL(`https://h/p?key=${key}&b=2`)
    redactUrl(url)
    expect(url.searchParams.get('key')).toBe('[redacted:credential]')
    expect(redactUrlsIn(`/p?Key=${key}&b=2`)).toBe('/p?Key=%5Bredacted%3Acredential%5D&b=2')
  },
)

test('one in the fragment of a redirect is redacted', () => {
  expect(redactUrlsIn('https://app/cb#access_token=s3cr3t&state=1')).toBe(
    'https://app/cb#access_token=%5Bredacted%3Acredential%5D&state=1',
  )
})

test('two lookups that differ in a short key stay two', () => {
  const [one, two] = [new URL('https://h/get?key=alice'), new URL('https://h/get?key=bob')]
  redactUrl(one)
  redactUrl(two)
  expect(one.href).not.toBe(two.href)
})
