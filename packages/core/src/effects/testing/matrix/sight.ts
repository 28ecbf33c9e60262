import { createHash } from 'node:crypto'
import { gunzipSync, inflateSync, brotliDecompressSync } from 'node:zlib'

export type SeenHeaders = Readonly<Record<string, string | readonly string[] | undefined>>

export interface Head {
  readonly status: number
  readonly statusText?: string | undefined
  readonly headers: SeenHeaders
  /** What else this client tells about an answer: the final URL, say. */
  readonly more?: unknown
}

/** All that the code saw of one answer, as plain data. */
export interface Seen {
  head?: unknown
  /** Length and digest of a body that was read whole. */
  body?: { readonly bytes: number; readonly sha256: string; readonly text?: string }
  /** Pieces as they arrived, in hex. */
  pieces?: string[]
  /** What was thrown, or `done`. */
  end?: unknown
}

/** The headers that a recording keeps; see headers.ts. */
const KEPT = ['content-encoding', 'content-type', 'etag', 'link', 'location', 'retry-after', 'x-request-id']
/** A short body is shown in failures. */
const SHORT = 2_000

const DECODERS: Readonly<Record<string, (bytes: Uint8Array) => Buffer>> = {
  gzip: gunzipSync,
  deflate: inflateSync,
  br: brotliDecompressSync,
}

/** Writes down what a client shows of one answer. */
export class Sight {
  readonly seen: Seen = {}
  private coding: string | undefined

  /**
   * @param show headers to write down beside those that a recording keeps
   * @param enough told of every piece; true when the code has enough and walks away
   */
  constructor(
    private readonly show: readonly string[] = [],
    private readonly enough: (count: number) => boolean = () => false,
  ) {}

  head({ status, statusText, headers, more }: Head): void {
    const shown = [...KEPT, ...this.show].filter((name) => headers[name] !== undefined)
    this.coding = String(headers['content-encoding'])
    this.seen.head = {
      status,
      statusText,
      headers: Object.fromEntries(shown.map((name) => [name, headers[name]])),
      more,
    }
  }

  /** A body as the client gives it: decoded. */
  whole(given: Uint8Array | ArrayBuffer): void {
    const bytes = Buffer.from(given as Uint8Array)
    this.seen.body = {
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      ...(bytes.length > 0 && bytes.length <= SHORT ? { text: bytes.toString('latin1') } : {}),
    }
  }

  /** A body as it was sent: what this client leaves to the code is decoded here. */
  raw(chunks: readonly Uint8Array[]): void {
    const bytes = Buffer.concat(chunks)
    const decode = DECODERS[this.coding ?? '']
    this.whole(decode === undefined || bytes.length === 0 ? bytes : decode(bytes))
  }

  /** A piece of a body that is read as a stream. True when the code has enough. */
  piece(bytes: Uint8Array): boolean {
    const pieces = (this.seen.pieces ??= [])
    pieces.push(Buffer.from(bytes).toString('hex'))
    return this.enough(pieces.length)
  }
}
