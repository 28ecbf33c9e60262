import { checkSnapshotId } from '../snapshot/snapshot-id.js'
import type { DecisionSnapshot } from '../snapshot/types.js'
import type { Operation, StoreBackend } from './backend.js'
import { duplicateId, storeReadOnly, transactionEnded } from './refusals.js'
import { putOperation } from './stored-text.js'
import type { SaveOptions, StoreTransaction } from './store.js'

/** What a transaction needs of the store it belongs to. */
export interface TransactionHost {
  readonly url: string
  readonly backend: StoreBackend
  readonly readOnly: boolean
  /** Parses the text, or rejects with `SNAPSHOT_NOT_FOUND` when there is none. */
  found(id: string, text: string | undefined): Promise<DecisionSnapshot>
  /** @throws StoreError `STORE_CLOSED` */
  ensureOpen(): void
}

/** A {@link StoreTransaction} with what it came to. */
export interface PendingTransaction extends StoreTransaction {
  /** Ends it and gives what has to be applied, one operation per id. */
  end(): Operation[]
}

/** Keeps writes aside and reads through them to the backend. */
export function beginTransaction(host: TransactionHost): PendingTransaction {
  const { url, backend } = host
  const pending = new Map<string, Operation>()
  /** What was read of the store, so that nothing is written over what came after. */
  const readTexts = new Map<string, string>()
  let over = false

  const ensureUsable = (): void => {
    host.ensureOpen()
    if (over) throw transactionEnded(url)
  }
  const ensureWritable = (): void => {
    ensureUsable()
    if (host.readOnly) throw storeReadOnly(url)
  }
  /** To be asked after the last wait: another call on this transaction may have come between. */
  const exists = (id: string, stored: boolean): boolean => {
    const operation = pending.get(id)
    return operation === undefined ? stored : operation.kind === 'put'
  }

  return {
    async save(snapshot: DecisionSnapshot, options: SaveOptions = {}) {
      ensureWritable()
      const operation = putOperation(backend, url, snapshot, options)
      if (!operation.replace) {
        const stored = await backend.has(operation.id)
        ensureWritable()
        if (exists(operation.id, stored)) throw duplicateId(operation.id, url)
      }
      pending.set(operation.id, after(pending.get(operation.id), operation))
    },
    async load(id) {
      ensureUsable()
      checkSnapshotId(id)
      const operation = pending.get(id)
      if (operation === undefined) {
        const text = await backend.read(id)
        if (text !== undefined && !readTexts.has(id)) readTexts.set(id, text)
        return host.found(id, text)
      }
      return host.found(id, operation.kind === 'put' ? operation.text : undefined)
    },
    async has(id) {
      ensureUsable()
      checkSnapshotId(id)
      const stored = await backend.has(id)
      ensureUsable()
      return exists(id, stored)
    },
    async delete(id) {
      ensureWritable()
      checkSnapshotId(id)
      const stored = await backend.has(id)
      ensureWritable()
      const existed = exists(id, stored)
      pending.set(id, { kind: 'delete', id })
      return existed
    },
    end() {
      over = true
      return [...pending.values()].map((operation) => {
        const read = readTexts.get(operation.id)
        return read === undefined ? operation : { ...operation, read }
      })
    },
  }
}

/** One operation that does what the two do in turn. */
function after(earlier: Operation | undefined, later: Operation): Operation {
  if (earlier === undefined || later.kind === 'delete') return later
  return { ...later, replace: earlier.kind === 'delete' || earlier.replace }
}
