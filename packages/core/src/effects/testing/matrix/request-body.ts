import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import type { AskBody, FormPart } from './http-client.js'

type FormClass = new () => FormData

/**
 * The body of a request for clients that take a text, a stream of Node, or a form.
 *
 * @param Form of the client's own, where it knows no other
 */
export function nodeBody(
  body: AskBody | undefined,
  Form: FormClass = FormData,
): string | Readable | FormData | undefined {
  if (body === undefined || typeof body === 'string') return body
  return 'form' in body
    ? formOf(body.form, Form)
    : Readable.from(body.pieces.map((piece) => Buffer.from(piece)))
}

/** The body of a request for `fetch`. */
export function webBody(
  body: AskBody | undefined,
  Form: FormClass = FormData,
): string | FormData | ReadableStream<Uint8Array> | undefined {
  if (body === undefined || typeof body === 'string') return body
  if ('form' in body) return formOf(body.form, Form)
  const pieces = body.pieces.map((piece) => new TextEncoder().encode(piece))
  return new ReadableStream({
    pull(controller) {
      const piece = pieces.shift()
      if (piece === undefined) controller.close()
      else controller.enqueue(piece)
    },
  })
}

function formOf(parts: readonly FormPart[], Form: FormClass): FormData {
  const form = new Form()
  for (const { name, value, fileName } of parts) {
    if (typeof value === 'string') form.append(name, value)
    else form.append(name, new Blob([new Uint8Array(value)]), fileName)
  }
  return form
}

/** A form as bytes, for clients that know none. */
export function multipart(parts: readonly FormPart[]): { type: string; bytes: Buffer } {
  const boundary = `----${randomUUID()}`
  const pieces = parts.flatMap(({ name, value, fileName }) => [
    `--${boundary}\r\ncontent-disposition: form-data; name="${name}"`,
    fileName === undefined ? '' : `; filename="${fileName}"\r\ncontent-type: application/octet-stream`,
    '\r\n\r\n',
    value,
    '\r\n',
  ])
  const bytes = Buffer.concat([...pieces, `--${boundary}--\r\n`].map((piece) => Buffer.from(piece as string)))
  return { type: `multipart/form-data; boundary=${boundary}`, bytes }
}
