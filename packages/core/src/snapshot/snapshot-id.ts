import { UsageError } from '../errors.js'
import { nodeCrypto } from '../node-crypto.js'

const SEGMENT = String.raw`(?!\.)[\w.@+=,~-]{1,100}(?<!\.)`
const SEGMENTS = new RegExp(`^${SEGMENT}(?:/${SEGMENT})*$`)
const RESERVED = /(?:^|\/)(?:con|prn|aux|nul|com\d|lpt\d)(?:[./]|$)/i
const MAX_LENGTH = 200

/**
 * Checks a snapshot id: up to 200 characters, segments of letters, digits and `_ . @ + = , ~ -` joined by `/`, so
 * that it means the same in every store and on every file system.
 *
 * @throws UsageError `INVALID_ID`.
 */
export function checkSnapshotId(id: unknown): asserts id is string {
  const valid = typeof id === 'string' && id.length <= MAX_LENGTH && SEGMENTS.test(id) && !RESERVED.test(id)
  if (!valid) {
    const shown = typeof id === 'string' ? JSON.stringify(id.slice(0, 80)) : typeof id
    throw new UsageError(
      'INVALID_ID',
      `${shown} is not a snapshot id. Use up to ${MAX_LENGTH} characters: letters, digits and _ . @ + = , ~ - in segments of up to 100 characters joined by "/" (no dot at their ends, and no names of devices of Windows such as "con"), for example "refunds/gold-customer".`,
    )
  }
}

/** Ids of one process in one millisecond are counted in the 12 bits after the time (RFC 9562, section 6.2, method 1). */
const last = { time: -1, count: 0 }
const LARGEST_COUNT = 0xfff

/**
 * A new id under `functionName`, ordered by time and, in one process, by the order in which they are made: a UUID of
 * version 7 (RFC 9562, section 5.7).
 */
export function newSnapshotId(functionName: string, now = Date.now()): string {
  const bytes = nodeCrypto.randomBytes(16)
  const isSame = now === last.time && last.count < LARGEST_COUNT
  // A random start leaves room for as many again.
  last.count = isSame ? last.count + 1 : bytes.readUInt16BE(6) & (LARGEST_COUNT >> 1)
  last.time = now
  bytes.writeUIntBE(now, 0, 6)
  bytes.writeUInt16BE(0x7000 | last.count, 6)
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const uuid = bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
  const folder = functionName.replaceAll(/[^\w@+=~-]+/g, '-').slice(0, 100)
  return `${RESERVED.test(folder) ? `${folder}-` : folder}/${uuid}`
}
