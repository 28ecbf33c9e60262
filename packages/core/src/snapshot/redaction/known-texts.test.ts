import fc from 'fast-check'
import { expect, test } from 'vitest'
import { KnownTexts } from './known-texts.js'
import { redactJson } from './redact-json.js'
import { createRedactor } from './redactor.js'
import { remembering } from './remembering.js'

function knowing(...texts: string[]): KnownTexts {
  const known = new KnownTexts()
  for (const [index, text] of texts.entries()) known.add(text, `[redacted:k${index}]`)
  return known
}

test.each<[string, string[], string, string]>([
  ['one', ['abcdef'], 'x abcdef y abcdef', 'x [redacted:k0] y [redacted:k0]'],
  ['several side by side', ['abcdef', '123456'], '123456abcdef', '[redacted:k1][redacted:k0]'],
  ['the longer of two', ['abcdef', 'abcdefgh'], 'abcdefgh abcdefg', '[redacted:k1] [redacted:k0]g'],
  ['one that begins in another try', ['aaaaab'], 'aaaaaaaab', 'aaa[redacted:k0]'],
  ['none in a marker', ['redacted', ':token'], '[redacted:token] redacted', '[redacted:token] [redacted:k0]'],
  ['none', ['abcdef'], 'abcde fabcd', 'abcde fabcd'],
])('finds %s', (_what, texts, before, after) => {
  expect(knowing(...texts).replacedIn(before)).toBe(after)
})

test('leaves none of them', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '1'), minLength: 6, maxLength: 8 })
  fc.assert(
    fc.property(fc.array(text, { minLength: 1 }), fc.array(text), (texts, parts) => {
      const replaced = knowing(...texts).replacedIn(parts.join(''))
      for (const known of texts) expect(replaced).not.toContain(known)
    }),
  )
})

test('ten thousand are no trouble', () => {
  const redactor = remembering(createRedactor())
  const users = Array.from({ length: 10_000 }, (_item, id) => ({ name: 'Anna', token: `tok-1-${id}`, id }))
  const started = performance.now()
  expect(redactJson(users, redactor)).toHaveLength(10_000)
  expect(redactor.text('was tok-1-9999')).toBe('was [redacted:token]')
  // To look for each in each text would take minutes.
  expect(performance.now() - started).toBeLessThan(10_000)
})
