import { dirname } from 'node:path'
import { renameSync, rmdirSync, rmSync } from '../../kept-fs.js'
import { StoreError } from '../../errors.js'
import { keepBeside, moveToFreeName, temporaryName, writeBeside } from '../atomic-file.js'
import type { DeleteOperation, Operation, PutOperation } from '../backend.js'
import { checkPlace, foreign, lookUp, type Place } from './dir-layout.js'
import { readText, textAt } from './dir-read.js'
import type { Spelling } from './dir-spelling.js'
import { ifPresent } from '../failure.js'
import { otherCase } from '../letter-case.js'
import { duplicateId, storeChanged } from '../refusals.js'
import { hasSameContent } from './same-content.js'

/** One change on disk, with what it takes to undo it. */
interface Done {
  readonly path: string
  /** The former file under a name of its own; absent when there was none. */
  readonly kept?: string
}

interface Staged {
  readonly put: PutOperation
  readonly temporary: string
}

/**
 * Does all operations or none: first everything is written beside its place, where most failures show, then moved.
 *
 * @param root the real path of an existing folder.
 * @param spelling what is known of it from earlier steps.
 * @returns how many deletions found something.
 */
export function commit(
  root: string,
  url: string,
  operations: readonly Operation[],
  spelling: Spelling,
): number {
  const staged = new Map<Operation, Staged>()
  const done: Done[] = []
  let deleted = 0
  try {
    for (const operation of operations) {
      const ready = operation.kind === 'put' ? stage(root, url, operation, spelling) : undefined
      if (ready !== undefined) staged.set(operation, ready)
    }
    for (const operation of operations) {
      const ready = staged.get(operation)
      const change =
        operation.kind === 'delete' ? remove(root, url, operation) : ready && place(root, url, ready)
      if (change === undefined) continue
      done.push(change)
      if (operation.kind === 'delete') deleted++
    }
  } catch (error) {
    spelling.forget()
    undoAll(url, done, error)
    throw error
  } finally {
    for (const { temporary } of staged.values()) discard(root, temporary)
  }
  for (const { kept } of done) if (kept !== undefined) discard(root, kept)
  if (deleted > 0) spelling.forget()
  else spelling.keep()
  return deleted
}

/** Writes what is to be put beside its place; undefined when its content is there already. */
function stage(root: string, url: string, put: PutOperation, spelling: Spelling): Staged | undefined {
  const target = lookUp(root, put.id)
  if (target.occupant === 'nothing' || target.occupant === 'other-case')
    checkSpelling(root, url, put.id, spelling)
  checkPlace(root, put.id, target, url)
  if (target.occupant === 'file' && !put.replace) throw duplicateId(put.id, url)
  // Also where it was changed to what is to be put now: to count one up twice is to count two.
  if (target.occupant === 'file') checkStillRead(url, put, target.path)
  if (target.occupant === 'file' && isUnchanged(root, url, put, target)) return undefined
  try {
    return { put, temporary: writeBeside(target.path, put.text) }
  } catch (error) {
    removeEmptyFolders(root, dirname(target.path))
    throw error
  }
}

function checkSpelling(root: string, url: string, id: string, spelling: Spelling): void {
  const other = spelling.otherOf(root, id)
  if (other !== undefined) throw otherCase(url, id, other)
  spelling.add(root, id)
}

function isUnchanged(root: string, url: string, put: PutOperation, target: Place): boolean {
  try {
    const stored = readText(root, url, put.id, target)
    return stored !== undefined && hasSameContent(stored, put.text)
  } catch {
    // What cannot be read is replaced.
    return false
  }
}

function place(root: string, url: string, { put, temporary }: Staged): Done {
  for (;;) {
    const target = lookUp(root, put.id)
    // Looked at once more: an earlier operation may have made a name that differs only in letter case.
    checkPlace(root, put.id, target, url)
    if (target.occupant === 'file' && !put.replace) throw duplicateId(put.id, url)
    if (target.occupant !== 'file' && put.read !== undefined) throw storeChanged(put.id, url)
    const change =
      target.occupant === 'file'
        ? exchange(url, { put, temporary }, target.path)
        : settle(temporary, target.path)
    if (change !== undefined) return change
    // Another process made or deleted the file since it was looked at.
  }
}

/** Puts a file where one is; undefined when there is none. */
function exchange(url: string, { put, temporary }: Staged, path: string): Done | undefined {
  const kept = ifPresent(() => keepBeside(path))
  if (kept === undefined) return undefined
  try {
    checkStillRead(url, put, kept)
    renameSync(temporary, path)
  } catch (error) {
    rmSync(kept, { force: true })
    throw error
  }
  return { path, kept }
}

/**
 * Looks at the file that is about to go, not at its place: what another process puts there after this moment is
 * overwritten, but not what it put there since the transaction read.
 *
 * @throws StoreError `STORE_CHANGED`
 */
function checkStillRead(url: string, { id, read }: Operation, kept: string): void {
  if (read !== undefined && textAt(kept, url, id) !== read) throw storeChanged(id, url)
}

/** Puts a file where none is; undefined when there is one. */
function settle(temporary: string, path: string): Done | undefined {
  return moveToFreeName(temporary, path) ? { path } : undefined
}

/** Moves a file aside; undefined when there is none. */
function remove(root: string, url: string, operation: DeleteOperation): Done | undefined {
  const { path, occupant } = lookUp(root, operation.id)
  if (occupant === 'foreign') throw foreign(operation.id, url)
  const kept = temporaryName(path)
  const moved =
    occupant === 'file'
      ? ifPresent(() => {
          renameSync(path, kept)
          return { path, kept }
        })
      : undefined
  if (moved === undefined) {
    if (operation.read !== undefined) throw storeChanged(operation.id, url)
    return undefined
  }
  try {
    checkStillRead(url, operation, kept)
  } catch (error) {
    moveToFreeName(kept, path)
    throw error
  }
  return moved
}

function undoAll(url: string, done: readonly Done[], cause: unknown): void {
  const left: string[] = []
  for (const { path, kept } of [...done].reverse()) {
    try {
      if (kept === undefined) rmSync(path)
      else renameSync(kept, path)
    } catch {
      left.push(kept === undefined ? `delete ${path}` : `move ${kept} to ${path}`)
    }
  }
  if (left.length > 0) {
    throw new StoreError(
      'STORE_CORRUPT',
      `A step in ${url} failed half way, and undoing it failed too. By hand: ${left.join('; ')}.`,
      { cause },
    )
  }
}

/** Drops a file that has served. Reads ignore one that cannot be dropped. */
function discard(root: string, file: string): void {
  try {
    rmSync(file, { force: true })
  } catch {
    return
  }
  removeEmptyFolders(root, dirname(file))
}

function removeEmptyFolders(root: string, from: string): void {
  try {
    for (let folder = from; folder !== root; folder = dirname(folder)) rmdirSync(folder)
  } catch {
    // In use, or already gone.
  }
}
