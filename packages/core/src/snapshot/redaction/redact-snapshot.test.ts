import { expect, test } from 'vitest'
import { sampleSnapshot } from '../../store/testing/sample-snapshot.js'
import { encode } from '../encode.js'
import type { JsonValue } from '../types.js'
import { redactSnapshot } from './redact-snapshot.js'
import { createRedactor } from './redactor.js'

const RECORDED = encode(
  sampleSnapshot('a', {
    createdAt: '2026-01-02T03:04:05.678Z',
    inputs: [{ name: 'born', value: 'on 2001-02-03', dataType: 'string' }],
    outputs: [{ name: 'password', value: 'p', dataType: 'string', confidence: 1 }],
    error: { name: 'Error', message: 'of 2001-02-03' },
    effects: [
      {
        kind: 'http',
        request: { method: 'POST', url: 'http://h/2001-02-03', body: { json: { on: '2001-02-03' } } },
        response: {
          status: 200,
          statusText: 'since 2001-02-03',
          headers: { etag: '2001-02-03' },
          chunks: ['authorization', '2001-02-03', { base64: 'AAAA' }, { lines: ['2001-', '02-03'] }],
        },
        end: 'done',
        durationMs: 1,
      },
      { kind: 'call', name: 'of 2001-02-03', value: ['2001-02-03'], durationMs: 1 },
    ],
    determinism: {
      seed: 'e'.repeat(64),
      clock: { start: '2026-01-02T03:04:05.678Z', readings: [[0, 1, 1]] },
      env: { Born_m: 'in 2001-02-03', API_KEY: 'k', NONE: null },
    },
  }),
) as Record<string, JsonValue>

test('everything that was recorded is redacted, and nothing that says how a snapshot is made', () => {
  const rules = [
    { kind: 'day', pattern: /\d{4}-\d\d-\d\d/ },
    { kind: 'word', pattern: /string|retrial|POST|done|call\b|http\b(?!:)|AAAA|sha256/ },
  ]
  const text = JSON.stringify(RECORDED)
  const parts = text.split('2001-02-03')
  // The names of inputs and outputs mean what they hold; lines are one text.
  const expected = parts
    .join('[redacted:day]')
    .replace('"value":"p"', '"value":"[redacted:password]"')
    .replace('"API_KEY":"k"', '"API_KEY":"[redacted:api-key]"')
  const redacted = JSON.stringify(redactSnapshot(RECORDED, createRedactor({ rules })))
  expect(parts.length).toBeGreaterThan(8)
  expect(redacted).toBe(expected)
})

test('members of a snapshot keep their names', () => {
  const members = (json: JsonValue): string[] => JSON.stringify(json).match(/"\w+":/g) ?? []
  const replace = (text: string): string => text.replaceAll('m', 'M')
  const redacted = redactSnapshot(RECORDED, createRedactor({ replace }))
  expect(members(redacted).filter((name) => name.includes('m'))).toContain('"method":')
  expect(members(redacted)).toEqual(members(RECORDED))
})

test('one without secrets is the same reference', () => {
  const harmless = encode(sampleSnapshot('a')) as Record<string, JsonValue>
  expect(redactSnapshot(harmless, createRedactor({ personal: true }))).toBe(harmless)
})
