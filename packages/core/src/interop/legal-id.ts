import { checkSnapshotId } from '../snapshot/snapshot-id.js'
import { nodeCrypto } from '../node-crypto.js'

/** The id itself where it is legal; else one made of it, always the same, with a digest that keeps two apart. */
export function legalId(id: string): string {
  if (isLegalId(id)) return id
  const digest = shortDigest(id)
  const readable = `${id.replaceAll(/[^\w@+=~-]+/g, '-').slice(0, 60)}-${digest}`
  return isLegalId(readable) ? readable : `imported-${digest}`
}

/** The name of a decision as the folder of an id. */
export function folderOf(functionName: string): string {
  return isLegalId(functionName) && !functionName.includes('/') && functionName.length <= 60
    ? functionName
    : legalId(functionName.replaceAll(/[^\w@+=~-]+/g, '-').slice(0, 60))
}

export function shortDigest(text: string): string {
  return nodeCrypto.createHash('sha256').update(text).digest('hex').slice(0, 16)
}

function isLegalId(id: string): boolean {
  try {
    checkSnapshotId(id)
    return true
  } catch {
    return false
  }
}
