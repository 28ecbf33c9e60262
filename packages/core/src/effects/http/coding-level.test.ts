import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { codingLevel, encodeWhole } from './coding-level.js'

const BODY = Buffer.from(JSON.stringify({ text: 'one two three '.repeat(300), n: [1, 2, 3] }))
const quality = (level: number) => ({ params: { [constants.BROTLI_PARAM_QUALITY]: level } })

test.each([
  ['gzip', 6, gzipSync(BODY)],
  [' GZip ', 6, gzipSync(BODY)],
  ['x-gzip', 9, gzipSync(BODY, { level: 9 })],
  ['gzip', 1, gzipSync(BODY, { level: 1 })],
  ['deflate', 6, deflateSync(BODY)],
  ['deflate', 9, deflateSync(BODY, { level: 9 })],
  ['deflate', 1, deflateSync(BODY, { level: 1 })],
  ['br', 11, brotliCompressSync(BODY)],
  ['br', 4, brotliCompressSync(BODY, quality(4))],
])('%s at %i gives the same bytes again', async (coding, level, wire) => {
  expect(await codingLevel(coding, wire, BODY)).toBe(level)
  expect(await encodeWhole(coding, BODY, level)).toEqual(wire)
})

test.each([
  ['another level', 'gzip', gzipSync(BODY, { level: 3, strategy: constants.Z_HUFFMAN_ONLY }), BODY],
  ['another time stamp', 'gzip', Buffer.concat([gzipSync(BODY).fill(1, 4, 8)]), BODY],
  ['another body, as after redaction', 'gzip', gzipSync(BODY), Buffer.from('x')],
  [
    'another window',
    'br',
    brotliCompressSync(BODY, { params: { [constants.BROTLI_PARAM_LGWIN]: 18 } }),
    BODY,
  ],
  ['too much to try', 'br', brotliCompressSync('x'.repeat(20_000)), Buffer.from('x'.repeat(20_000))],
  ['a coding that is not known', 'zstd', BODY, BODY],
  ['no bytes', 'gzip', Buffer.alloc(0), BODY],
])('none is found for %s', async (_name, coding, wire, body) => {
  expect(await codingLevel(coding, wire, body)).toBeUndefined()
})

test.each([
  ['gzip', 99],
  ['deflate', -7],
  ['zstd', 1],
])('%s has no level %d', async (coding, level) => {
  expect(await encodeWhole(coding, BODY, level)).toBeUndefined()
})
