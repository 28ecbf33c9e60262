import { isUtf8 } from 'node:buffer'
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'
import { StoreError } from '../../errors.js'
import { LIMITS } from '../../limits.js'
import { tooLarge } from '../refusals.js'

/**
 * Texts of more characters are compressed. Measured on recorded traffic: below, the time to read a snapshot doubles
 * for little space; above, a text takes a quarter of the space and is saved no slower.
 */
const PACK_ABOVE = 64 * 1024
/** What a compressed text may take of its length: base64 saves a quarter, which is not worth unpacking it. */
const WORTH_IT = 2 / 3
const FAST = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }

/** The columns that hold the text of a snapshot. */
export interface BodyColumns {
  /** JSON; `null` (the word) where the text is packed, so that SQLite's JSON functions work on every row. */
  readonly body: string
  /** The text as UTF-8, compressed with Brotli. */
  readonly packed: Buffer | null
}

export interface BodyRow {
  readonly id: string
  /** Of the stored form. */
  readonly bytes: number
  /** Null when it is larger than a snapshot may be: it was not read. */
  readonly body: string | null
  readonly packed: Buffer | null
}

/** The columns of a {@link BodyRow} as a list. */
export type BodyList = readonly [id: string, bytes: number, body: BodyRow['body'], packed: BodyRow['packed']]

/**
 * What to select after the id for a {@link BodyRow}; `@maxBytes` has to be bound. A length is known without reading the text, so
 * one that is too long never reaches memory.
 */
export const BODY_COLUMNS = `coalesce(octet_length(packed), octet_length(body)) AS bytes,
  CASE WHEN octet_length(body) <= @maxBytes THEN body END AS body,
  CASE WHEN octet_length(packed) <= @maxBytes THEN packed END AS packed`

export function packed(text: string): BodyColumns {
  if (text.length > PACK_ABOVE) {
    const bytes = brotliCompressSync(text, FAST)
    if (bytes.length < text.length * WORTH_IT) return { body: 'null', packed: bytes }
  }
  return { body: text, packed: null }
}

/**
 * The text of a row.
 *
 * @throws ValueError `LIMIT_EXCEEDED` when it is longer than a snapshot may be: it is not even unpacked to the end.
 * StoreError `STORE_CORRUPT` when it cannot be unpacked.
 */
export function textOf({ id, bytes, body, packed }: BodyRow, url: string): string {
  if (bytes > LIMITS.snapshotBytes || body === null) throw tooLarge(id, url, bytes)
  if (packed === null) return body
  try {
    const text = brotliDecompressSync(packed, { maxOutputLength: LIMITS.snapshotBytes })
    if (isUtf8(text)) return text.toString()
  } catch (cause) {
    if ((cause as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(id, url)
    throw unreadable(id, url, cause)
  }
  throw unreadable(id, url)
}

function unreadable(id: string, url: string, cause?: unknown): StoreError {
  return new StoreError(
    'STORE_CORRUPT',
    `${JSON.stringify(id)} in ${url} cannot be unpacked: its text is damaged. It was left as it is: restore the store from a copy, or delete the snapshot and record it again.`,
    { cause },
  )
}
