import { StoreError, UsageError, ValueError } from '../errors.js'
import { LIMITS, raising } from '../limits.js'

export function duplicateId(id: string, url: string): UsageError {
  return new UsageError(
    'DUPLICATE_ID',
    `${url} already holds a snapshot "${id}". Save it with { replace: true } to take its place, or choose another id.`,
  )
}

/** Somebody wrote or deleted what a transaction had read and was to replace. */
export function storeChanged(id: string, url: string): StoreError {
  return new StoreError(
    'STORE_CHANGED',
    `Snapshot "${id}" of ${url} was changed or deleted by another after it was read in this transaction. Nothing was written: run the transaction again.`,
  )
}

export function storeClosed(url: string): StoreError {
  return new StoreError(
    'STORE_CLOSED',
    `This store (${url}) is closed. Open the store again with openStore().`,
  )
}

export function transactionEnded(url: string): StoreError {
  return new StoreError(
    'STORE_CLOSED',
    `This transaction of ${url} has ended. Await in it all that it does, or begin another.`,
  )
}

export function storeReadOnly(url: string): StoreError {
  return new StoreError(
    'STORE_READ_ONLY',
    `${url} was opened with { readOnly: true }. Open it without that option to write.`,
  )
}

export function emptyFile(url: string, file: string): StoreError {
  return new StoreError(
    'STORE_EMPTY_FILE',
    `${JSON.stringify(file)} of ${url} has 0 bytes, so what it held is lost. Restore it, for example with git, or delete it.`,
  )
}

/** @param bytes absent when only so much is known that they are too many. */
export function tooLarge(id: string, url: string, bytes?: number): ValueError {
  return new ValueError(
    'LIMIT_EXCEEDED',
    `Snapshot "${id}" of ${url} has ${bytes === undefined ? '' : `${bytes} bytes, `}more than the ${LIMITS.snapshotBytes} bytes a snapshot may have. Record smaller values. ${raising('snapshotBytes')}`,
  )
}
