import type { Cipher } from 'node:crypto'
import { nodeCrypto } from '../../node-crypto.js'

const BLOCK = 1024

/**
 * Bytes that look random and are the same for the same seed and name: the keystream of AES-256 in counter mode (NIST
 * SP 800-38A, 6.5; initial counter 0) under a key that HKDF-SHA-256 (RFC 5869; no salt) derives from the seed for that
 * name. Streams of two names tell nothing about each other.
 */
export class Keystream {
  private readonly cipher: Cipher
  private block = Buffer.alloc(0)
  private used = 0

  constructor(seed: Uint8Array, name: string) {
    const key = Buffer.from(nodeCrypto.hkdfSync('sha256', seed, '', `retrial/1 ${name}`, 32))
    this.cipher = nodeCrypto.createCipheriv('aes-256-ctr', key, Buffer.alloc(16))
  }

  /** The next bytes; how they are asked for, at once or in parts, makes no difference. They are the caller's. */
  bytes(size: number): Buffer {
    const rest = this.block.subarray(this.used, this.used + size)
    this.used += rest.length
    if (rest.length === size) return Buffer.from(rest)
    const missing = size - rest.length
    this.block = this.cipher.update(Buffer.alloc(Math.max(BLOCK, missing)))
    this.used = missing
    return Buffer.concat([rest, this.block.subarray(0, missing)])
  }

  /** The next `size` bytes, at most 6, as one number: little-endian. */
  uint(size: number): number {
    if (this.used + size > this.block.length) return this.bytes(size).readUIntLE(0, size)
    this.used += size
    return this.block.readUIntLE(this.used - size, size)
  }
}
