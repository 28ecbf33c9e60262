import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { markerOf } from './marker.js'
import { createRedactor } from './redactor.js'

const { text } = createRedactor()

/** A text as JSON in JSON in … */
function quoted(value: string, times: number): string {
  return times === 0 ? value : JSON.stringify(quoted(value, times - 1))
}

describe('a member of JSON text', () => {
  test.each([0, 1, 2, 3])('that was quoted %i times', (times) => {
    const json = (password: string) => quoted(JSON.stringify({ a: 1, password, b: 'x' }), times)
    expect(text(json('hunter2'))).toBe(json('[redacted:password]'))
  })

  test.each([0, 1, 2])('with quotes and backslashes in it, quoted %i times', (times) => {
    const json = (password: string) => quoted(JSON.stringify({ password, b: 'x' }), times)
    for (const secret of ['a"b', '"', 'a\\b', 'C:\\x\\y', '\n"\t', 'ü', "it's"]) {
      expect(text(json(secret))).toBe(json('[redacted:password]'))
    }
  })

  test.each([
    ['{"api_key": "k"}', '{"api_key": "[redacted:api-key]"}'],
    ["{'password': 'hunter2', 'a': 1}", "{'password': '[redacted:password]', 'a': 1}"],
    ['{"password":123456}', '{"password":"[redacted:password]"}'],
    ['"clientSecret" => "abc"', '"clientSecret" => "[redacted:secret]"'],
    ['data: {"access_token":"abc","n":1}\n\n', 'data: {"access_token":"[redacted:token]","n":1}\n\n'],
    ['{"password":"cut o', '{"password":"[redacted:password]'],
  ])('%s', (before, after) => {
    expect(text(before)).toBe(after)
  })
})

describe('JSON in a member of JSON', () => {
  const nested = (value: object, times: number): string =>
    times === 0 ? JSON.stringify(value) : JSON.stringify({ a: 1, arguments: nested(value, times - 1), z: '' })

  test.each([1, 2, 3])('%i times over', (times) => {
    for (const secret of ['hunter2', 'a"b', 'C:\\', '\\"', 'ü']) {
      const before = nested({ note: 'x', password: secret, b: 'x' }, times)
      expect(text(before)).toBe(nested({ note: 'x', password: '[redacted:password]', b: 'x' }, times))
    }
  })

  test('that is cut off leaves the text around it whole', () => {
    const line = (json: string): string =>
      `data: ${JSON.stringify({ delta: { partial_json: json }, n: 1 })}\n\n`
    expect(text(line('{"password": "hunt'))).toBe(line('{"password": "[redacted:password]'))
  })

  test('has the digest of the secret, not of how it is written', () => {
    vi.stubEnv('RETRIAL_REDACTION_KEY', 'k')
    onTestFinished(() => void vi.unstubAllEnvs())
    const json = (password: string): string => nested({ password }, 2)
    expect(text(json('hun"ter\\2'))).toBe(json(markerOf('password', 'hun"ter\\2')))
  })
})

test.each([
  '{"token":" the","logprob":-0.1,"bytes":[32]}',
  'data: {"content":[{"token":"a", "bytes":[97], "logprob":-1}]}',
  '{"token":"a\\"","tokenId":5,"logProbability":-1}',
  JSON.stringify({ a: '{"token":"the","logprob":-0.1}' }),
])('a token of a language model is none: %s', (harmless) => {
  expect(text(harmless)).toBe(harmless)
})

test('a token beside another one’s probability is one', () => {
  expect(text('[{"token":"abc"},{"token":"a","logprob":-1}]')).toBe(
    '[{"token":"[redacted:token]"},{"token":"a","logprob":-1}]',
  )
})

describe('an assignment', () => {
  test.each([
    ['OPENAI_API_KEY=abc123', 'OPENAI_API_KEY=[redacted:api-key]'],
    ['export DB_PASSWORD="hunter2"', 'export DB_PASSWORD="[redacted:password]"'],
    ["TOKEN='abc'\nX=1", "TOKEN='[redacted:token]'\nX=1"],
    ['A=1\\nDB_PASSWORD=hunter2\\nB=2', 'A=1\\nDB_PASSWORD=[redacted:password]\\nB=2'],
    ['user=anna&password=hunter2&x=1', 'user=anna&password=%5Bredacted%3Apassword%5D&x=1'],
    ['x-api-key: k3yk3y', 'x-api-key: [redacted:api-key]'],
    ['password: hunter22', 'password: [redacted:password]'],
    ['url: https://h/?token=abcdefghijklmnop', 'url: https://h/?token=%5Bredacted%3Aapi-key%5D'],
    ['Cookie: sid=abc; theme=dark\r\nHost: h', 'Cookie: [redacted:cookie]\r\nHost: h'],
    ['set-cookie: sid=abc; HttpOnly', 'set-cookie: [redacted:cookie]'],
  ])('%s', (before, after) => {
    expect(text(before)).toBe(after)
  })
})

describe('a field of a multipart form', () => {
  const field = (name: string, value: string, more = ''): string =>
    `--x1\r\nContent-Disposition: form-data; name=${name}${more}\r\n\r\n${value}\r\n`
  const form = (secret: string): string =>
    `${field('"model"', 'm-1')}${field('"password"', secret, '\r\nContent-Type: text/plain')}${field('api_key', secret)}--x1--\r\n`

  test.each(['hunter', 'two\r\nlines', 'a-b--c'])('%j', (secret) => {
    const once = text(form(secret))
    expect(once).not.toContain(secret)
    expect(once).toContain('\r\n\r\n[redacted:password]\r\n--x1\r\n')
    expect(once).toContain('\r\n\r\n[redacted:api-key]\r\n--x1--\r\n')
    expect(once).toContain('\r\n\r\nm-1\r\n')
    expect(text(once)).toBe(once)
  })

  test('one that is empty, or a file, is left', () => {
    for (const harmless of [field('"password"', ''), field('"token"', 'abc', '; filename="token.txt"')]) {
      expect(text(`${harmless}--x1--`)).toBe(`${harmless}--x1--`)
    }
  })
})

test('twice is once', () => {
  for (const before of [
    '{"password":"hunter2"}',
    'A_TOKEN=abc',
    '?api_key=x',
    'Cookie: a=b',
    '{"password":123456}',
  ]) {
    expect(text(text(before))).toBe(text(before))
  }
})

test('takes time in proportion to the length of the text, whatever it holds', () => {
  for (const [piece, before = ''] of [
    ['"'],
    ['\\'],
    ['\\"'],
    ['a'],
    ['='],
    ['password='],
    ['"password":"'],
    ['"token":"a'],
    ['://a:'],
    ['eyJ'],
    ['-----BEGIN PRIVATE KEY-----'],
    ['1 '],
    ['+1 '],
    ['a@'],
    ['sk-'],
    ['bearer+'],
    ['password:'],
    ['form-data; name="password"\r\n\r\n'],
    ['form-data; name="password"\r\n'],
    ['\r\na', 'form-data; name="password"'],
    ['sk-a'],
    // What only counts where there may be a name.
    ['\\', 'password='],
    ['\\"', 'password='],
    ['"a":"', 'password='],
    ['?a=', 'password='],
    ['a=\\', 'password='],
    [' ', 'bearer '],
    ['+', 'bearer '],
  ]) {
    const hostile = before + (piece ?? '').repeat(200_000 / (piece ?? '').length)
    const started = performance.now()
    createRedactor({ personal: true }).text(hostile)
    // Quadratic time would take much longer.
    expect(performance.now() - started, hostile.slice(0, 20)).toBeLessThan(10_000)
  }
}, 120_000)
