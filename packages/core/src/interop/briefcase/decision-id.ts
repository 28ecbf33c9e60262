import { nodeCrypto } from '../../node-crypto.js'

const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/

/** briefcase names decisions by UUIDs: the id itself if it is one, else one made of it (RFC 9562, version 8). */
export function decisionId(id: string): string {
  if (UUID.test(id)) return id
  const bytes = nodeCrypto.createHash('sha256').update(`retrial:${id}`).digest().subarray(0, 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
