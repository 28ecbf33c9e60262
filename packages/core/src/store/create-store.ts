import { UsageError } from '../errors.js'
import { checkSnapshotId } from '../snapshot/snapshot-id.js'
import type { DecisionSnapshot } from '../snapshot/types.js'
import type { Operation, StoreBackend } from './backend.js'
import { misplacedError } from './misplaced.js'
import { nearIds } from './near-ids.js'
import { duplicateId, storeClosed, storeReadOnly } from './refusals.js'
import { ReadSnapshot, setReading } from './read-snapshot.js'
import { select } from './select.js'
import { parseStored, putOperation, readStored } from './stored-text.js'
import type { SaveOptions, SnapshotQuery, SnapshotStore } from './store.js'
import { setListing } from './stored-ids.js'
import { beginTransaction } from './transaction.js'
import { verifyAll } from './verify.js'

/**
 * The one implementation of {@link SnapshotStore}, over any backend.
 *
 * @param url what `store.url` and messages say.
 * @param options `readOnly` (default false) makes every write reject with `STORE_READ_ONLY`.
 */
export function createStore(
  url: string,
  backend: StoreBackend,
  { readOnly = false }: { readOnly?: boolean } = {},
): SnapshotStore {
  let closed = false

  const ensureOpen = (): void => {
    if (closed) throw storeClosed(url)
  }
  const apply = async (operations: readonly Operation[]): Promise<number> => {
    ensureOpen()
    if (operations.length === 0) return 0
    if (readOnly) throw storeReadOnly(url)
    return backend.apply(operations)
  }
  const parse = async (id: string, text: string): Promise<DecisionSnapshot> => {
    const snapshot = readStored(url, id, text)
    if (snapshot.id !== id) throw await misplacedError(backend, url, id, snapshot.id)
    return snapshot
  }
  const found = async (id: string, text: string | undefined): Promise<DecisionSnapshot> => {
    if (text === undefined) throw await notFound(backend, url, id)
    return parse(id, text)
  }

  const store: SnapshotStore = {
    url,
    async save(snapshot, options = {}) {
      ensureOpen()
      await apply([putOperation(backend, url, snapshot, options)])
    },
    async saveMany(snapshots: Iterable<DecisionSnapshot>, options: SaveOptions = {}) {
      ensureOpen()
      const operations = new Map<string, Operation>()
      for (const snapshot of snapshots) {
        const operation = putOperation(backend, url, snapshot, options)
        if (!operation.replace && operations.has(operation.id)) throw duplicateId(operation.id, url)
        operations.set(operation.id, operation)
      }
      await apply([...operations.values()])
    },
    async load(id) {
      ensureOpen()
      checkSnapshotId(id)
      return found(id, await backend.read(id))
    },
    loadSync(id) {
      ensureOpen()
      checkSnapshotId(id)
      const text = backend.read(id)
      if (text instanceof Promise) throw notSynchronous(url)
      if (text === undefined) throw notFoundBut(url, id, [])
      return parseStored(url, id, text)
    },
    async has(id) {
      ensureOpen()
      checkSnapshotId(id)
      return backend.has(id)
    },
    async delete(id) {
      ensureOpen()
      checkSnapshotId(id)
      return (await apply([{ kind: 'delete', id }])) > 0
    },
    query: (query: SnapshotQuery = {}) => select(backend, url, query, ensureOpen, ({ snapshot }) => snapshot),
    async transaction(work) {
      ensureOpen()
      const transaction = beginTransaction({ url, backend, readOnly, found, ensureOpen })
      try {
        const result = await work(transaction)
        await apply(transaction.end())
        return result
      } finally {
        transaction.end()
      }
    },
    async verify() {
      ensureOpen()
      return verifyAll(backend, url, ensureOpen)
    },
    async health() {
      ensureOpen()
      try {
        const { writable } = await backend.check()
        return { ok: true, writable: writable && !readOnly }
      } catch (error) {
        return { ok: false, writable: false, message: (error as Error).message }
      }
    },
    async close() {
      if (closed) return
      closed = true
      await backend.close()
    },
  }
  setReading(store, (query) =>
    select(
      backend,
      url,
      query,
      ensureOpen,
      (parsed, text) => new ReadSnapshot(parsed.snapshot, text, parsed.isPlain),
    ),
  )
  return setListing(store, () => {
    ensureOpen()
    return backend.ids({})
  })
}

async function notFound(backend: StoreBackend, url: string, id: string): Promise<UsageError> {
  return notFoundBut(url, id, await suggestions(backend, id))
}

function notFoundBut(url: string, id: string, near: readonly string[]): UsageError {
  const advice =
    near.length > 0
      ? `Did you mean ${near.map((candidate) => JSON.stringify(candidate)).join(' or ')}?`
      : 'Record it first, or check the id and the store.'
  return new UsageError('SNAPSHOT_NOT_FOUND', `${url} holds no snapshot "${id}". ${advice}`)
}

function notSynchronous(url: string): UsageError {
  return new UsageError(
    'INVALID_OPTION',
    `${url} cannot be read without waiting. Use load(id), or replay(id).`,
  )
}

async function suggestions(backend: StoreBackend, id: string): Promise<string[]> {
  try {
    return await nearIds(id, backend.ids({}))
  } catch {
    // A listing that fails must not hide that the snapshot is missing.
    return []
  }
}
