import { Buffer } from 'node:buffer'
import { mainGlobal } from '../../decision/realm.js'
import { joined } from './joined.js'

/** A request body as it goes over the wire. */
export interface RequestBody {
  /** Not the memory of the client, who may use that again. */
  readonly bytes: Buffer
  /** What undici would send as `content-type` where the request names none. */
  readonly contentType?: string
}

/** The bytes of a body, at once where they are at hand. A stream is used up by this. */
export function readRequestBody(body: unknown): RequestBody | undefined | Promise<RequestBody> {
  if (body === null || body === undefined) return undefined
  if (typeof body === 'string') return { bytes: Buffer.from(body) }
  if (ArrayBuffer.isView(body)) return { bytes: copied(body.buffer, body.byteOffset, body.byteLength) }
  if (isTagged(body, 'ArrayBuffer')) return { bytes: copied(body as ArrayBuffer) }
  if (isTagged(body, 'FormData')) return readForm(body as FormData)
  if (isTagged(body, 'Blob') || isTagged(body, 'File')) return readBlob(body as Blob)
  return collect(body as AsyncIterable<Uint8Array | string>)
}

function copied(memory: ArrayBufferLike, offset?: number, length?: number): Buffer {
  return Buffer.from(Buffer.from(memory, offset, length))
}

/** By tag, not by class: bodies come from other realms and from other copies of undici. */
function isTagged(value: unknown, tag: string): boolean {
  return Object.prototype.toString.call(value) === `[object ${tag}]`
}

async function readForm(body: FormData): Promise<RequestBody> {
  const { FormData, Response } = mainGlobal()
  const form = new FormData()
  for (const [name, value] of body) {
    if (typeof value === 'string') form.append(name, value)
    else form.append(name, value, value.name)
  }
  const encoded = new Response(form)
  const contentType = encoded.headers.get('content-type')
  return { bytes: Buffer.from(await encoded.arrayBuffer()), ...(contentType === null ? {} : { contentType }) }
}

async function readBlob(body: Blob): Promise<RequestBody> {
  return {
    bytes: Buffer.from(await body.arrayBuffer()),
    ...(body.type === '' ? {} : { contentType: body.type }),
  }
}

async function collect(body: AsyncIterable<Uint8Array | string>): Promise<RequestBody> {
  const chunks: Buffer[] = []
  for await (const chunk of body) chunks.push(Buffer.from(chunk as Uint8Array))
  return { bytes: joined(chunks) }
}
