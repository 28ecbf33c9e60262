import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import type { HttpResponse } from '../../snapshot/types.js'
import { wireBody } from './wire.js'

const gzipped = (differing: Partial<HttpResponse> = {}): HttpResponse => ({
  status: 200,
  headers: {},
  coding: 'gzip',
  codingLevel: 9,
  chunks: ['one two three'],
  ...differing,
})

describe('a compressed body is whole', () => {
  test.each<[string, Partial<HttpResponse>, string]>([
    ['at its level', {}, 'one two three'],
    ['without a level', { codingLevel: undefined as never }, 'one two three'],
    ['at a level that there is not', { codingLevel: 99 }, 'one two three'],
    ['in several pieces, as somebody may have edited it', { chunks: ['one ', 'two'] }, 'one two'],
  ])('%s', async (_what, differing, text) => {
    expect(gunzipSync(await wireBody(gzipped(differing))).toString()).toBe(text)
  })
})

test('a body that is not compressed is there at once', () => {
  expect(wireBody({ status: 200, headers: {}, chunks: ['a', 'b'] })).toEqual(Buffer.from('ab'))
})
