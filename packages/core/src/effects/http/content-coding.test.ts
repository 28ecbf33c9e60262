import {
  brotliCompressSync,
  brotliDecompressSync,
  deflateSync,
  gunzipSync,
  gzipSync,
  inflateSync,
} from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { decodeChunks, encodeChunks } from './content-coding.js'

const TEXT = 'one two three '.repeat(50)
const halves = (bytes: Buffer): Buffer[] => [
  bytes.subarray(0, bytes.length >> 1),
  bytes.subarray(bytes.length >> 1),
]

async function encoded(coding: string, chunks: string[], whole = true): Promise<Buffer[]> {
  const out: Buffer[] = []
  for await (const chunk of encodeChunks(
    coding,
    chunks.map((chunk) => Buffer.from(chunk)),
    whole,
  ))
    out.push(chunk)
  return out
}

describe.each([
  ['gzip', gzipSync, gunzipSync],
  [' GZip ', gzipSync, gunzipSync],
  ['x-gzip', gzipSync, gunzipSync],
  ['deflate', deflateSync, inflateSync],
  ['br', brotliCompressSync, brotliDecompressSync],
])('%s', (coding, compress, decompress) => {
  test('decodes, however the bytes are cut', async () => {
    const bytes = compress(TEXT)
    for (const chunks of [[bytes], halves(bytes), Array.from(bytes, (byte) => Buffer.of(byte))]) {
      const decoded = await decodeChunks(coding, chunks, true)
      expect(Buffer.concat(decoded!).toString()).toBe(TEXT)
    }
  })

  test('encodes, and each chunk can be read as soon as it is there', async () => {
    const parts = ['data: 1\n\n', 'data: 2\n\n', 'data: 🎈\n\n']
    const wire = await encoded(coding, parts)
    expect(decompress(Buffer.concat(wire)).toString()).toBe(parts.join(''))
    expect(await decodeChunks(coding, wire, true)).toEqual(parts.map((part) => Buffer.from(part)))
  })

  test('a body that was broken off is decoded as far as it goes, and encoded without an end', async () => {
    const wire = await encoded(coding, ['begun', 'and'], false)
    expect(Buffer.concat((await decodeChunks(coding, wire, false))!).toString()).toBe('begunand')
    expect(() => decompress(Buffer.concat(wire))).toThrow()
  })

  test('bytes of another kind are not decoded', async () => {
    expect(
      await decodeChunks(coding, [Buffer.from('<html>not at all compressed</html>')], true),
    ).toBeUndefined()
    expect(await decodeChunks(coding, [compress(TEXT).subarray(0, 20)], true)).toBeUndefined()
  })

  test('no bytes, as after HEAD, are not decoded', async () => {
    expect(await decodeChunks(coding, [], true)).toBeUndefined()
  })

  test('hundreds of chunks leave no listeners behind', async () => {
    const warnings: Error[] = []
    const listen = (warning: Error): void => void warnings.push(warning)
    process.on('warning', listen)
    const parts = Array.from({ length: 300 }, (_, index) => `${index},`)
    expect(await decodeChunks(coding, await encoded(coding, parts), true)).toEqual(
      parts.map((part) => Buffer.from(part)),
    )
    await new Promise((resolve) => setImmediate(resolve))
    process.off('warning', listen)
    expect(warnings).toEqual([])
  })
})

test.each(['identity', 'zstd', 'gzip, br', ''])(
  '"%s" is not known: bytes stay as they are',
  async (coding) => {
    expect(await decodeChunks(coding, [Buffer.from('x')], true)).toBeUndefined()
    expect(await encoded(coding, ['x', 'y'])).toEqual([Buffer.from('x'), Buffer.from('y')])
  },
)
