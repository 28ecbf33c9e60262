import zlib from 'node:zlib'

/** Turns the chunks of a body from one form into another, keeping where each ended. */
interface ChunkCoder {
  /** What `chunk` comes to, as far as it can be said now. */
  push(chunk: Buffer): Promise<Buffer>
  /** What is left at the end. */
  finish(): Promise<Buffer>
  /** Frees what a coder that was not finished holds. */
  drop(): void
}

interface Coding {
  readonly decoder: () => zlib.Gunzip | zlib.BrotliDecompress
  readonly encoder: () => zlib.Gzip | zlib.BrotliCompress
  readonly flush: number
}

const { Z_SYNC_FLUSH, BROTLI_OPERATION_FLUSH, BROTLI_PARAM_QUALITY } = zlib.constants

/** Nothing travels: the least effort is best. Brotli's default takes forty times as long as its quality 1. */
const FAST = { level: 1 }
const FAST_BROTLI = { params: { [BROTLI_PARAM_QUALITY]: 1 } }

const CODINGS = new Map<string, Coding>([
  ['gzip', { decoder: () => zlib.createGunzip(), encoder: () => zlib.createGzip(FAST), flush: Z_SYNC_FLUSH }],
  [
    'x-gzip',
    { decoder: () => zlib.createGunzip(), encoder: () => zlib.createGzip(FAST), flush: Z_SYNC_FLUSH },
  ],
  [
    'deflate',
    { decoder: () => zlib.createInflate(), encoder: () => zlib.createDeflate(FAST), flush: Z_SYNC_FLUSH },
  ],
  [
    'br',
    {
      decoder: () => zlib.createBrotliDecompress(),
      encoder: () => zlib.createBrotliCompress(FAST_BROTLI),
      flush: BROTLI_OPERATION_FLUSH,
    },
  ],
])

/**
 * The decoded chunks of a body that came with `content-encoding: coding`, or undefined where the coding is not
 * known, the bytes do not fit it, or there are none (an answer to HEAD). A body that was broken off is decoded as
 * far as it goes.
 */
export async function decodeChunks(
  coding: string,
  chunks: Buffer[],
  whole: boolean,
): Promise<Buffer[] | undefined> {
  const known = CODINGS.get(coding.trim().toLowerCase())
  if (known === undefined) return undefined
  const coder = coderOf(known.decoder(), known.flush)
  try {
    const decoded: Buffer[] = []
    for (const chunk of chunks) decoded.push(await coder.push(chunk))
    if (whole) decoded.push(await coder.finish())
    return decoded.filter((chunk) => chunk.length > 0)
  } catch {
    return undefined
  } finally {
    coder.drop()
  }
}

/** The chunks as they go over the wire under a coding that {@link decodeChunks} knew. */
export async function* encodeChunks(
  coding: string,
  chunks: Iterable<Buffer>,
  whole: boolean,
): AsyncIterable<Buffer> {
  const known = CODINGS.get(coding.trim().toLowerCase())
  if (known === undefined) {
    yield* chunks
    return
  }
  const coder = coderOf(known.encoder(), known.flush)
  try {
    for (const chunk of chunks) yield await coder.push(chunk)
    if (whole) yield await coder.finish()
  } finally {
    coder.drop()
  }
}

function coderOf(stream: ReturnType<Coding['decoder'] | Coding['encoder']>, flush: number): ChunkCoder {
  const out: Buffer[] = []
  let failure: Error | undefined
  let wake = (): void => undefined
  stream.on('data', (piece: Buffer) => out.push(piece))
  stream.on('error', (error) => {
    failure = error
    wake()
  })
  const taken = async (begin: (done: () => void) => void): Promise<Buffer> => {
    await new Promise<void>((resolve) => {
      wake = resolve
      begin(resolve)
    })
    if (failure !== undefined) throw failure
    return Buffer.concat(out.splice(0))
  }
  return {
    push: (chunk) =>
      taken((done) => {
        stream.write(chunk, () => {
          stream.flush(flush, done)
        })
      }),
    finish: () =>
      taken((done) => {
        stream.once('end', done)
        stream.end()
      }),
    drop: () => stream.destroy(),
  }
}
