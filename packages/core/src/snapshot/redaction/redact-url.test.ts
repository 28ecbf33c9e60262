import { expect, test } from 'vitest'
import { createRedactor } from './redactor.js'
import { redactedUrl } from './redact-url.js'
import { API_KEYS } from './testing/secrets.js'

const redactor = createRedactor()
const redacted = (href: string, by = redactor): string => {
  const url = new URL(href)
  // As that of a request, which may not depend on the order of parameters.
  url.searchParams.sort()
  return redactedUrl(url, by)
}

test.each([
  ['api_key', 'api-key'],
  ['api-key', 'api-key'],
  ['apikey', 'api-key'],
  ['API_KEY', 'api-key'],
  ['x-api-key', 'api-key'],
  ['access_token', 'token'],
  ['auth_token', 'token'],
  ['refresh_token', 'token'],
  ['id_token', 'token'],
  ['authorization', 'authorization'],
  ['password', 'password'],
  ['pwd', 'password'],
  ['secret', 'secret'],
  ['client_secret', 'secret'],
  ['signature', 'secret'],
  ['subscription-key', 'api-key'],
  ['X-Amz-Signature', 'secret'],
  ['X-Amz-Security-Token', 'token'],
  ['X-Amz-Credential', 'secret'],
  ['X-Goog-Signature', 'secret'],
  ['AWSAccessKeyId', 'api-key'],
  ['api_token', 'token'],
  ['private_token', 'token'],
  ['api_secret', 'secret'],
  ['secret_key', 'api-key'],
  ['access_key', 'api-key'],
  ['oauth_token', 'token'],
  ['jwt', 'jwt'],
  ['x-goog-api-key', 'api-key'],
  ['credential', 'secret'],
])('the parameter %s is a secret, in a URL and in a text with one', (name, kind) => {
  const marker = `%5Bredacted%3A${kind}%5D`
  expect(redacted(`https://h/p?a=1&${name}=s3cr3t&b=2`)).toContain(`${name}=${marker}`)
  expect(redactor.text(`/p?a=1&${name}=s3cr3t&b=2#x`)).toBe(`/p?a=1&${name}=${marker}&b=2#x`)
})

test.each([
  ...['page_token', 'next_token', 'monkey', 'keys', 'max_tokens', 'keyword', 'design', 'q'],
  ...['key', 'token', 'auth', 'sig', 'secretary', 'signatures'],
])('%s is none', (name) => {
  const href = `https://h/p?${name}=x`
  expect(redacted(href)).toBe(href)
  expect(redactor.text(href)).toBe(href)
})

test.each([API_KEYS['google'], 'sixteen-letters-'])('a key as long as %s is a secret', (key) => {
  expect(redacted(`https://h/p?key=${key}&b=2`)).toBe('https://h/p?b=2&key=%5Bredacted%3Aapi-key%5D')
  expect(redacted(redactor.text(`https://h/p?Key=${key}&b=2`))).toBe(
    'https://h/p?Key=%5Bredacted%3Aapi-key%5D&b=2',
  )
})

test('two lookups that differ in a short key stay two', () => {
  expect(redacted('https://h/get?key=alice')).not.toBe(redacted('https://h/get?key=bob'))
})

test('one that is repeated is redacted as one', () => {
  expect(redacted('https://h/?api_key=a&api_key=b')).toBe('https://h/?api_key=%5Bredacted%3Aapi-key%5D')
})

test('others of the same name stay', () => {
  const key = API_KEYS['anthropic']
  expect(redacted(`https://h/?q=a&q=${key}&q=b&q=a&q=${key}`)).toBe(
    'https://h/?q=a&q=%5Bredacted%3Aapi-key%5D&q=b&q=a',
  )
})

test('the name of a parameter, and the host, may hold one', () => {
  const personal = createRedactor({ personal: true })
  expect(redacted(`https://h/?${API_KEYS['anthropic']}=1`)).toBe('https://h/?[redacted:api-key]=1')
  expect(redacted('http://203.0.113.7:80/x?y=203.0.113.7', personal)).toBe(
    'http://[redacted:ip]/x?y=%5Bredacted%3Aip%5D',
  )
})

test('a short key is none, however long it is written', () => {
  const href = 'https://h/?key=%C3%A9%C3%A9%C3%A9%C3%A9'
  expect(redacted(href)).toBe(href)
  expect(redactor.text(href)).toBe(href)
})

test('user and password go', () => {
  expect(redacted('https://user:s3cr3t@h/p')).toBe('https://h/p')
})

test('one that looks like a secret goes, in a parameter of any name and in the path', () => {
  const key = API_KEYS['anthropic']
  expect(redacted(`https://h/p?id=${key}`)).toBe('https://h/p?id=%5Bredacted%3Aapi-key%5D')
  expect(redacted(`https://h/${API_KEYS['telegram']}/sendMessage`)).toBe(
    'https://h/[redacted:api-key]/sendMessage',
  )
})

test('personal data goes where it is asked for', () => {
  const personal = createRedactor({ personal: true })
  expect(redacted('https://h/users/anna%40example.com?mail=a%2Bb@example.com', personal)).toBe(
    'https://h/users/[redacted:email]?mail=%5Bredacted%3Aemail%5D',
  )
})

test('a path made of what was redacted is the one made of the secret, however it is escaped', () => {
  const personal = createRedactor({ personal: true })
  for (const escape of [encodeURIComponent, encodeURI]) {
    const path = (mail: string): string => `https://h/users/${escape(`${mail}:a, b+c`)}`
    expect(redacted(path('[redacted:email]'), personal)).toBe(redacted(path('anna@example.com'), personal))
  }
})

test('a URL in a header is redacted as the request to it will be', () => {
  for (const href of [
    'https://h/p?z=1&signature=s3cr3t',
    'https://u:p@h/?api_key=a%20b',
    `https://h/?key=${API_KEYS['google']}`,
    `https://h/p?key=${'k'.repeat(40)}`,
  ]) {
    expect(redacted(redactor.text(href))).toBe(redacted(href))
  }
})

test('one in the fragment of a redirect goes', () => {
  expect(redactor.text('https://app/cb#access_token=s3cr3t&state=1')).toBe(
    'https://app/cb#access_token=%5Bredacted%3Atoken%5D&state=1',
  )
})

test('twice is once', () => {
  const once = redacted(`https://h/p?key=${'k'.repeat(40)}&api_key=x&q=sk-${'a1'.repeat(20)}`)
  expect(redacted(once)).toBe(once)
  expect(redactor.text(once)).toBe(once)
})
