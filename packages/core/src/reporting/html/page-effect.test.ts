import { expect, test } from 'vitest'
import type { Effect, HttpResponse } from '../../snapshot/types.js'
import { pageEffect } from './page-effect.js'

const REQUEST = { method: 'POST', url: 'https://api.test/\u202ex' }
const answered = (response: Partial<HttpResponse>): Effect => ({
  ...{ kind: 'http', request: REQUEST, end: 'done', durationMs: 5 },
  response: { status: 200, headers: {}, chunks: [], ...response },
})

test.each<[string, Effect, object]>([
  [
    'an answer in JSON',
    answered({ statusText: 'OK', chunks: [{ json: { a: [1] } }] }),
    {
      ...{ title: 'POST https://api.test/\\u202ex', end: '200 OK', failed: false, request: '' },
      answer: '{\n  "a": [1]\n}',
    },
  ],
  [
    'a stream is one text, whatever its chunks',
    answered({ chunks: [{ lines: ['data: 1', ''] }, 'data: 2\u0007', { base64: 'AAAA' }] }),
    { answer: 'data: 1\ndata: 2\\u0007(3 bytes that are no text)\n' },
  ],
  ['a refusal', answered({ status: 429, statusText: 'Too Many' }), { end: '429 Too Many', failed: true }],
  [
    'no answer',
    {
      ...{ kind: 'http', request: { ...REQUEST, body: 'q' }, end: 'error', durationMs: 1 },
      error: { name: 'TypeError', message: 'fetch failed', code: 'ECONNRESET' },
    },
    { end: 'error', failed: true, request: 'q', answer: 'TypeError: fetch failed (ECONNRESET)' },
  ],
  [
    'a call',
    { kind: 'call', name: 'crm', args: [1, { a: 2 }], value: 'yes', durationMs: 1 },
    { title: 'effect "crm"', end: 'gave', failed: false, answer: '"yes"' },
  ],
  [
    'a call that threw',
    { kind: 'call', name: 'crm', error: { name: 'Error', message: 'no' }, durationMs: 1 },
    { end: 'threw', failed: true, answer: 'Error: no' },
  ],
  [
    'a call that was not over',
    { kind: 'call', name: 'crm', durationMs: 1 },
    { end: 'not settled', failed: true, request: '', answer: '' },
  ],
  [
    'a call that gave nothing',
    { kind: 'call', name: 'log', sync: true, durationMs: 0 },
    { end: 'gave', failed: false },
  ],
])('%s', (_, effect, shown) => {
  expect(pageEffect(effect)).toMatchObject(shown)
})
