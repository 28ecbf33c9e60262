import { randomBytes } from 'node:crypto'
import { UsageError } from '../errors.js'

const SEGMENT = /^(?!\.)[\w.@+=,~-]{1,100}(?<!\.)$/
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i
const MAX_LENGTH = 200

/**
 * Checks a snapshot id: up to 200 characters, segments of letters, digits and `_ . @ + = , ~ -` joined by `/`, so
 * that it means the same in every store and on every file system.
 *
 * @throws UsageError `INVALID_ID`.
 */
export function checkSnapshotId(id: unknown): asserts id is string {
  const valid =
    typeof id === 'string' &&
    id.length <= MAX_LENGTH &&
    id.split('/').every((segment) => SEGMENT.test(segment) && !RESERVED.test(segment))
  if (!valid) {
    const shown = typeof id === 'string' ? JSON.stringify(id.slice(0, 80)) : typeof id
    throw new UsageError(
      'INVALID_ID',
      `${shown} is not a snapshot id. Use up to ${MAX_LENGTH} characters: letters, digits and _ . @ + = , ~ - in segments joined by "/", for example "refunds/gold-customer".`,
    )
  }
}

/** A new id under `functionName`, ordered by time: a UUID of version 7 (RFC 9562, section 5.7). */
export function newSnapshotId(functionName: string, now = Date.now()): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(now, 0, 6)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const uuid = bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
  const folder = functionName.replaceAll(/[^\w@+=~-]+/g, '-').slice(0, 100)
  return `${RESERVED.test(folder) ? `${folder}-` : folder}/${uuid}`
}
