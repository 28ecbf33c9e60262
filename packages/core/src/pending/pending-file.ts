import { join, resolve } from 'node:path'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from '../kept-fs.js'
import { nodeCrypto } from '../node-crypto.js'
import { parseSnapshot, serializeSnapshot } from '../snapshot/serialize.js'
import { withoutSecrets } from '../snapshot/without-secrets.js'
import { writeBeside } from '../store/atomic-file.js'
import { makeWorkingFolder, workingFolder } from '../working-folder.js'
import type { PendingChange } from './pending-change.js'

const FORMAT = 'retrial-pending/1'
/** Not `.json`: a runner that watches such files would run again for each change it has found. */
const EXTENSION = '.pending'

/** The name of the file of a change. It says nothing of the id, which could be a path. */
export function pendingName({
  id,
  store,
  storeRoot,
}: Pick<PendingChange, 'id' | 'store' | 'storeRoot'>): string {
  const place = JSON.stringify([store, resolve(storeRoot), id])
  return nodeCrypto.createHash('sha256').update(place).digest('hex').slice(0, 32) + EXTENSION
}

function folderOf(root: string): string {
  return join(workingFolder(root), 'pending')
}

/** Names of the files under a root. None where nothing was ever kept. */
export function pendingNames(root: string): string[] {
  try {
    return readdirSync(folderOf(root)).filter((name) => name.endsWith(EXTENSION))
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ENOENT') return []
    throw error
  }
}

/** Secrets stay out of it as they stay out of a store, and it is there whole or not at all. */
export function writePending(root: string, change: PendingChange): void {
  const folder = join(makeWorkingFolder(root), 'pending')
  mkdirSync(folder, { recursive: true })
  const snapshot = serializeSnapshot(withoutSecrets(change.snapshot).snapshot)
  const path = join(folder, pendingName(change))
  renameSync(writeBeside(path, JSON.stringify({ format: FORMAT, ...change, snapshot })), path)
}

/** Undefined for one that is gone, damaged, or of another version: it is then no change that could be accepted. */
export function readPending(root: string, name: string): PendingChange | undefined {
  try {
    const { format, snapshot, ...change } = JSON.parse(
      readFileSync(join(folderOf(root), name), 'utf8'),
    ) as Omit<PendingChange, 'snapshot'> & { format: string; snapshot: string }
    return format === FORMAT ? { ...change, snapshot: parseSnapshot(snapshot) } : undefined
  } catch {
    return undefined
  }
}

export function removePending(root: string, name: string): void {
  rmSync(join(folderOf(root), name), { force: true })
}
