import { promisify } from 'node:util'
import zlib from 'node:zlib'

/** Of larger bodies it is not looked for: trying takes as long as the server took. */
const MOST_BYTES = 1024 * 1024
/** Brotli's default, the slowest, takes some 4 ms for each KiB. */
const MOST_BYTES_OF_BROTLI = 16 * 1024

const [gzip, deflate, brotli] = [zlib.gzip, zlib.deflate, zlib.brotliCompress].map((compress) =>
  promisify(
    compress as (bytes: Buffer, options: object, done: (error: Error | null, coded: Buffer) => void) => void,
  ),
) as [Compress, Compress, Compress]

type Compress = (bytes: Buffer, options: object) => Promise<Buffer>

interface Leveled {
  readonly encode: (body: Buffer, level: number) => Promise<Buffer>
  /** Levels that bytes which begin so may have been made with. */
  readonly levels: (wire: Buffer) => readonly number[]
  readonly most: number
}

const GZIP: Leveled = {
  encode: (body, level) => gzip(body, { level }),
  levels: (wire) => ({ 0: [6], 2: [9], 4: [1] })[wire[8] ?? 0] ?? [],
  most: MOST_BYTES,
}

const LEVELED = new Map<string, Leveled>([
  ['gzip', GZIP],
  ['x-gzip', GZIP],
  [
    'deflate',
    {
      encode: (body, level) => deflate(body, { level }),
      levels: (wire) => [[1], [5], [6], [9]][(wire[1] ?? 0) >> 6] ?? [],
      most: MOST_BYTES,
    },
  ],
  [
    'br',
    {
      encode: (body, level) => brotli(body, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: level } }),
      // Of Node's window only, which servers that compress in another way do not use.
      levels: (wire) => (((wire[0] ?? 0) & 0xf) === 0xb ? [4, 11] : []),
      most: MOST_BYTES_OF_BROTLI,
    },
  ],
])

/** The level at which Node's zlib makes these very bytes of a whole body; undefined where none was found. */
export async function codingLevel(coding: string, wire: Buffer, body: Buffer): Promise<number | undefined> {
  const known = leveled(coding)
  if (known === undefined || body.length > known.most) return undefined
  for (const level of known.levels(wire)) if ((await known.encode(body, level)).equals(wire)) return level
  return undefined
}

/** A whole body under a coding and at a level that {@link codingLevel} found; undefined where there is no such level. */
export async function encodeWhole(coding: string, body: Buffer, level: number): Promise<Buffer | undefined> {
  try {
    return await leveled(coding)?.encode(body, level)
  } catch {
    return undefined
  }
}

function leveled(coding: string): Leveled | undefined {
  return LEVELED.get(coding.trim().toLowerCase())
}
