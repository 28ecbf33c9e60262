import { pendingNames, readPending } from './pending-file.js'
import type { PendingChange } from './pending-change.js'

export interface PendingOptions {
  /** The root of the project. Default: the working directory. */
  readonly root?: string
}

/** The changes of a project that wait for a decision, in the order of their ids. */
export function listPending({ root = process.cwd() }: PendingOptions = {}): PendingChange[] {
  return pendingNames(root)
    .flatMap((name) => readPending(root, name) ?? [])
    .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
}
