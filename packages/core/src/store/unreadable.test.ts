import { describe, expect, test } from 'vitest'
import { encode } from '../snapshot/encode.js'
import type { JsonValue } from '../snapshot/types.js'
import { formatSnapshot } from './dir/format-snapshot.js'
import { parseStored } from './stored-text.js'
import { sampleSnapshot } from './testing/sample-snapshot.js'
import { streamedReply } from './testing/streamed-reply.js'
import { endsEarly } from './unreadable.js'

const stored = formatSnapshot(encode(streamedReply({}), 'snapshot') as Record<string, JsonValue>)
const read = (text: string) => () => parseStored('dir:d', 'replies/angry-customer', text)
const refused = (code: string, message: RegExp): unknown =>
  expect.objectContaining({ name: 'StoreError', code, message: expect.stringMatching(message) as string })

/** A text with the given lines in place of the one that holds `part`. */
function withLines(part: string, ...lines: string[]): string {
  return stored
    .split('\n')
    .flatMap((line) => (line.includes(part) ? lines : [line]))
    .join('\n')
}

describe('a merge conflict', () => {
  const sides = ['<<<<<<< HEAD', '    a', '=======', '    b', '>>>>>>> branch']
  test.each<[string, string, number]>([
    ['as git writes it', withLines('"reply"', ...sides), 24],
    [
      'with the common ancestor',
      withLines('"reply"', '<<<<<<< a', '1', '||||||| 0f', '2', '=======', '>>>>>>> b'),
      24,
    ],
    ['with the line ends of Windows', withLines('"reply"', ...sides).replaceAll('\n', '\r\n'), 24],
    ['resolved half', withLines('"reply"', '"reply": "a",', '=======', '"reply": "b",'), 25],
    ['of which the end is left', `${stored}>>>>>>> branch\n`, stored.split('\n').length],
    ['without names', withLines('"reply"', '<<<<<<<', '=======', '>>>>>>>'), 24],
    ['of the whole file', `<<<<<<< HEAD\n${stored}=======\n${stored}>>>>>>> b\n`, 1],
  ])('%s is named, with its line', (_how, text, line) => {
    expect(read(text)).toThrow(
      refused('STORE_CONFLICT', new RegExp(`"replies/angry-customer" in dir:d .*\\(line ${line}\\)`)),
    )
  })

  test('that was recorded is none', () => {
    const conflict = ['<<<<<<< HEAD', 'a', '=======', 'b', '>>>>>>> branch', ''].join('\n')
    const effect = { kind: 'call' as const, name: 'git', value: conflict, durationMs: 1 }
    const body = { lines: conflict.split('\n') }
    const request = { method: 'POST', url: 'https://a.example/', body }
    const snapshot = sampleSnapshot('replies/angry-customer', {
      outputs: [{ name: 'result', value: conflict, dataType: 'string' }],
      effects: [effect, { kind: 'http', request, end: 'error', durationMs: 1 }],
    })
    const text = formatSnapshot(encode(snapshot, 'snapshot') as Record<string, JsonValue>)
    expect(read(text)()).toStrictEqual(snapshot)
    expect(read(text.slice(0, -10))).toThrow(refused('STORE_CORRUPT', /ends in the middle/))
  })
})

describe('half a file', () => {
  test('is told wherever it breaks off', () => {
    for (let length = 1; length < stored.length - 1; length++) {
      expect(endsEarly(stored.slice(0, length)), `after ${length}`).toBe(true)
    }
    expect(endsEarly(stored)).toBe(false)
    expect(endsEarly(stored.slice(0, -1))).toBe(false)
  })

  test('is told in a string that holds quotes', () => {
    expect(endsEarly(String.raw`{"a": "x\"}`)).toBe(true)
    expect(endsEarly(String.raw`{"a": "x\\"}`)).toBe(false)
  })

  test('is named, with what to do', () => {
    expect(read(stored.slice(0, 700))).toThrow(
      refused('STORE_CORRUPT', /ends in the middle, after 700 characters.*restore it/),
    )
  })

  test.each(['{"a":1,}', '{"a" 1}', '[1}', ']', '', 'no JSON', '{"a": "no end\n}', '{"a":1}}'])(
    'is not what is broken otherwise: %j',
    (text) => {
      expect(endsEarly(text)).toBe(false)
      expect(read(text)).toThrow(refused('STORE_CORRUPT', /cannot be read/))
    },
  )
})

test.each<[string, string, string, RegExp]>([
  [
    'a newer format',
    stored.replace('retrial/1', 'retrial/2'),
    'STORE_TOO_NEW',
    /"retrial\/2".*Update Retrial/,
  ],
  ['a far newer one', stored.replace('retrial/1', 'retrial/10'), 'STORE_TOO_NEW', /"retrial\/10"/],
  ['a format that is none', stored.replace('retrial/1', 'retrial/x'), 'STORE_CORRUPT', /restore it/],
  [
    'a field of another kind',
    stored.replace('"inputs": [', '"inputs": 5, "x": ['),
    'STORE_CORRUPT',
    /"inputs" is not a list.*restore/,
  ],
  ['JSON of another kind', '{"name":"package"}', 'STORE_CORRUPT', /format is undefined.*move it out/],
  ['JSON that is no object', '[1]', 'STORE_CORRUPT', /move it out/],
  ['JSON that is null', 'null', 'STORE_CORRUPT', /move it out/],
])('%s is told as %s', (_what, text, code, message) => {
  expect(read(text)).toThrow(refused(code, message))
})
