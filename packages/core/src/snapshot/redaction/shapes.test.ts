import { describe, expect, test } from 'vitest'
import { API_KEYS, HARMLESS, JWT, PEM, PERSONAL } from './testing/secrets.js'
import { PERSONAL_KINDS } from './personal-shapes.js'
import { createRedactor } from './redactor.js'

const { text } = createRedactor()
const personal = createRedactor({ personal: true })

/** Places in which a secret is found in recorded text. */
const AROUND: readonly [string, (secret: string) => string][] = [
  ['alone', (secret) => secret],
  ['in a sentence', (secret) => `My key is ${secret}, use it.`],
  ['in quotes', (secret) => `"${secret}"`],
  ['after an escaped line break', (secret) => `first\\n${secret}\\nthird`],
  ['in a URL', (secret) => `https://h/p?x=${secret}&y=1`],
  ['behind a percent escape', (secret) => `x%20${secret}`],
  ['in JSON in JSON', (secret) => JSON.stringify(JSON.stringify({ x: [secret] }))],
]

describe.each(Object.entries(API_KEYS))('a key of %s', (_provider, key) => {
  test.each(AROUND)('%s', (_where, put) => {
    expect(text(put(key))).toBe(put('[redacted:api-key]'))
  })
})

test.each(['sk-ant-plantedFAKEKEYFAKEKEY', `sk-proj-${'abcdefgh'.repeat(5)}`])(
  'a key without a digit, by a run of letters that no word has: %s',
  (key) => {
    expect(text(`use ${key}.`)).toBe('use [redacted:api-key].')
  },
)

test.each(AROUND)('a JSON Web Token %s', (_where, put) => {
  expect(text(put(JWT))).toBe(put('[redacted:jwt]'))
})

describe('a private key', () => {
  test.each<[string, string]>([
    ['as it is', PEM],
    ['on one line of JSON', JSON.stringify(PEM).slice(1, -1)],
    ['of another kind', PEM.replaceAll('RSA ', 'OPENSSH ')],
    ['without a kind', PEM.replaceAll('RSA ', '')],
    ['of PGP', PEM.replaceAll('RSA PRIVATE KEY', 'PGP PRIVATE KEY BLOCK')],
  ])('%s', (_what, key) => {
    expect(text(`before ${key} after`)).toBe('before [redacted:private-key] after')
  })

  test('that is cut off goes to the end', () => {
    expect(text(`before ${PEM.slice(0, 80)}`)).toBe('before [redacted:private-key]')
  })

  test('a certificate is none', () => {
    const certificate = PEM.replaceAll('RSA PRIVATE KEY', 'CERTIFICATE')
    expect(text(certificate)).toBe(certificate)
  })
})

test.each([
  ['Bearer s3cr3t-t0k3n', 'Bearer [redacted:authorization]'],
  [
    'curl -H "Authorization: Bearer abcdefgh1234"',
    'curl -H "Authorization: Bearer [redacted:authorization]"',
  ],
  ['authorization: basic dXNlcjpwYXNzd29yZA==', 'authorization: basic [redacted:authorization]'],
  ['postgres://app:hunter2@db.internal/x', 'postgres://app:[redacted:password]@db.internal/x'],
  ['redis://:hunter2@cache:6379', 'redis://:[redacted:password]@cache:6379'],
  [
    'https://u:p@h/ and mongodb+srv://u:q@h',
    'https://u:[redacted:password]@h/ and mongodb+srv://u:[redacted:password]@h',
  ],
])('%s', (before, after) => {
  expect(text(before)).toBe(after)
})

test.each(HARMLESS)('is left: %s', (harmless) => {
  expect(text(harmless)).toBe(harmless)
  expect(personal.text(harmless)).toBe(harmless)
})

describe.each(PERSONAL_KINDS)('personal data: %s', (kind) => {
  const only = createRedactor({ personal: [kind] })
  const value = PERSONAL[kind]

  test('is left unless asked for', () => {
    expect(text(value)).toBe(value)
    const others = PERSONAL_KINDS.filter((other) => other !== kind)
    expect(createRedactor({ personal: others }).text(value)).toBe(value)
  })

  test.each(AROUND.filter(([where]) => where !== 'after an escaped line break' || kind !== 'iban'))(
    'is taken out %s',
    (_where, put) => {
      expect(only.text(put(value))).toBe(put(`[redacted:${kind}]`))
      expect(personal.text(put(value))).toBe(put(`[redacted:${kind}]`))
    },
  )
})

test.each([
  ['email', 'jörg@bücher.example'],
  ['email', "o'neil@example.co.uk"],
  ['phone', '+1 (415) 555-2671'],
  ['phone', '(415) 555-2671'],
  ['phone', '415-555-2671'],
  ['phone', '+442079460958'],
  ['ssn', '078 05 1120'],
  ['card', '378282246310005'],
  ['card', '5555-5555-5555-4444'],
  ['card', '6011000990139424'],
  ['card', '3530111333300000'],
  ['card', '30569309025904'],
  ['ip', '2001:db8::8a2e:370:7334'],
  ['ip', 'fe80::1ff:fe23:4567:890a'],
  ['phone', '1-800-555-1234'],
  ['iban', 'DE89370400440532013000'],
  ['iban', 'FR14 2004 1010 0505 0001 3M02 606'],
])('%s: %s', (kind, value) => {
  expect(personal.text(`x ${value}, y`)).toBe(`x [redacted:${kind}], y`)
})

describe('right behind the name it has', () => {
  test.each([
    ['card:4111111111111111', 'card:[redacted:card]'],
    ['{"card":4111111111111111}', '{"card":"[redacted:card]"}'],
    ['{"a":"{\\"card\\": 4111111111111111}"}', '{"a":"{\\"card\\": \\"[redacted:card]\\"}"}'],
    ['ssn:078-05-1120;', 'ssn:[redacted:ssn];'],
    ['tel:+14155552671', 'tel:[redacted:phone]'],
    ['phone:415-555-2671', 'phone:[redacted:phone]'],
    ['ip:203.0.113.7', 'ip:[redacted:ip]'],
    ['addr:2001:db8::8a2e:370:7334', 'addr:[redacted:ip]'],
  ])('%s', (before, after) => {
    expect(personal.text(before)).toBe(after)
  })
})

test.each([
  ['203.0.113.7:8080', '[redacted:ip]:8080'],
  ['http://203.0.113.7:8080/x', 'http://[redacted:ip]:8080/x'],
  ['[2001:db8::8a2e:370:7334]:443', '[[redacted:ip]]:443'],
])('an address with a port: %s', (before, after) => {
  expect(personal.text(before)).toBe(after)
})

test.each([
  ['000-12-3456', 'no area of a social security number'],
  ['666-12-3456', 'neither'],
  ['4111 1111 1111 1112', 'its check digit is wrong'],
  ['9111 1111 1111 1111', 'no network begins so'],
  ['GB82 WEST 1234 5698 7654 33', 'its check digits are wrong'],
  ['300.1.2.3', 'no address'],
  ['127.0.0.1', 'everybody has it'],
  ['::1', 'and this'],
  ['0.0.0.0', 'nobody has it'],
])('%s is left: %s', (value) => {
  expect(personal.text(`x ${value} y`)).toBe(`x ${value} y`)
})
