import { afterEach, describe, expect, test, vi } from 'vitest'
import { betweenMarkers, comparableMarkers, isMarker, markerOf, sameButForMarkers } from './marker.js'

afterEach(() => {
  vi.unstubAllEnvs()
})
const withKey = (key: string): void => {
  vi.stubEnv('RETRIAL_REDACTION_KEY', key)
}

describe('a marker', () => {
  test('names the kind and nothing of the secret', () => {
    expect(markerOf('api-key', 'k')).toBe('[redacted:api-key]')
  })

  test.each(['', undefined])('has no digest where the key is %j', (key) => {
    vi.stubEnv('RETRIAL_REDACTION_KEY', key)
    expect(markerOf('api-key', 'k')).toBe('[redacted:api-key]')
  })

  test('carries a digest under the key: the same for the same secret only', () => {
    withKey('one')
    expect(markerOf('api-key', 'k')).toBe('[redacted:api-key:1d95bbaf66ad578d]')
    expect(markerOf('token', 'k')).toBe('[redacted:token:1d95bbaf66ad578d]')
    expect(markerOf('api-key', 'l')).not.toBe(markerOf('api-key', 'k'))
    const underOne = markerOf('api-key', 'k')
    withKey('two')
    expect(markerOf('api-key', 'k')).not.toBe(underOne)
  })

  test.each([
    ['[redacted:api-key]', true],
    ['[redacted:api-key:0123456789abcdef]', true],
    ['%5Bredacted%3Aapi-key%5D', true],
    ['%5Bredacted%3Aapi-key%3A0123456789abcdef%5D', true],
    ['[redacted]', false],
    ['[redacted:api-key] ', false],
    ['[redacted:api-key:0123]', false],
    ['[redacted:API_KEY]', false],
    ['', false],
  ])('is known by its form: %s %s', (text, expected) => {
    expect(isMarker(text)).toBe(expected)
  })
})

test('what is between markers is changed, they are not', () => {
  const upper = (text: string): string => betweenMarkers(text, (part) => part.toUpperCase())
  expect(upper('a [redacted:jwt] b %5Bredacted%3Ajwt%5D c')).toBe('A [redacted:jwt] B %5Bredacted%3Ajwt%5D C')
  expect(upper('redacted')).toBe('REDACTED')
  expect(upper('abc')).toBe('ABC')
})

describe('two texts are the same but for their markers', () => {
  const [a, b] = ['0123456789abcdef', 'fedcba9876543210']

  test.each<[string, string, string, boolean]>([
    ['kinds do not count', 'x [redacted:token] y', 'x [redacted:api-key] y', true],
    ['nor does the encoding', 'x=[redacted:token]', 'x=%5Bredacted%3Atoken%5D', true],
    ['all else does', 'x [redacted:token] y', 'x [redacted:token] z', false],
    ['a secret is not a text', '[redacted:token]', 'redacted', false],
    ['without the key digests do not count', `[redacted:token:${a}]`, `[redacted:token:${b}]`, true],
    ['nor do they on one side', `[redacted:token:${a}]`, '[redacted:token]', true],
    ['no markers, nothing to say', 'x', 'x', false],
  ])('%s', (_why, one, other, expected) => {
    expect(sameButForMarkers(one, other)).toBe(expected)
    expect(sameButForMarkers(other, one)).toBe(expected)
  })

  test('with the key, digests count where both have them', () => {
    withKey('one')
    expect(sameButForMarkers(`[redacted:token:${a}]`, `[redacted:api-key:${a}]`)).toBe(true)
    expect(sameButForMarkers(`[redacted:token:${a}]`, `[redacted:token:${b}]`)).toBe(false)
    expect(sameButForMarkers(`[redacted:token:${a}]`, '[redacted:token]')).toBe(true)
    expect(comparableMarkers(`[redacted:token:${a}]`)).toBe(`[redacted:${a}]`)
  })
})
