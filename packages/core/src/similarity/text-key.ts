import { nodeCrypto } from '../node-crypto.js'

/** A text as models are to read it: what looks the same is the same, and runs of whitespace are one blank. */
export function plainText(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, ' ').trim()
}

/** Under which the vector of a plain text is kept: SHA-256, in hex. The text itself is kept nowhere. */
export function textKey(plain: string): string {
  return nodeCrypto.createHash('sha256').update(plain).digest('hex')
}
