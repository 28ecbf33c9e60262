import { expect } from 'vitest'
import type { MatrixCase } from '../matrix-case.js'
import { readAll } from './read-all.js'

/** Says how the form was sent, less its boundary, which is another each time. */
export const multipartUpload: MatrixCase = {
  name: 'multipart upload',
  serve: () => async (request, response) => {
    const boundary = /boundary="?([^";]+)/.exec(request.headers['content-type'] ?? '')?.[1] ?? 'none'
    const text = (await readAll(request)).toString('latin1')
    response
      .writeHead(200, { 'content-type': 'text/plain' })
      .end(Buffer.from(text.replaceAll(boundary, 'b'), 'latin1'))
  },
  code: async ({ url, send }) =>
    send({
      url: `${url}/files`,
      method: 'POST',
      body: {
        form: [
          { name: 'title', value: 'A file' },
          { name: 'file', value: Uint8Array.from([0, 1, 2, 254, 255]), fileName: 'bytes.bin' },
        ],
      },
    }),
  check: ([seen]) => {
    expect(seen).toMatchObject({ head: { status: 200 }, end: 'done' })
    for (const part of ['name="title"', 'A file', 'filename="bytes.bin"', '\0\u0001\u0002þÿ'])
      expect(seen!.body!.text).toContain(part)
  },
}
