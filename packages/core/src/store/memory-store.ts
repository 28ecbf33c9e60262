import type { SyncBackend } from './backend.js'
import { passesPlainly, type FacetFilter } from './facets.js'
import type { PutOperation } from './backend.js'
import { duplicateId, storeChanged } from './refusals.js'

/** Keeps texts, not objects: what it gives out is as fresh as what a file gives. */
export function memoryBackend(url: string): SyncBackend {
  const entries = new Map<string, PutOperation>()

  function* scan(filter: FacetFilter): Iterable<PutOperation> {
    for (const id of [...entries.keys()].sort()) {
      const entry = entries.get(id)
      if (entry !== undefined && passesPlainly(entry.facets, filter)) yield entry
    }
  }

  return {
    serialize: (encoded, json) => json ?? JSON.stringify(encoded),
    read: (id) => entries.get(id)?.text,
    has: (id) => entries.has(id),
    *ids(filter) {
      for (const { id } of scan(filter)) yield id
    },
    scan,
    apply(operations) {
      for (const operation of operations) {
        const { id, read } = operation
        if (read !== undefined && entries.get(id)?.text !== read) throw storeChanged(id, url)
        if (operation.kind === 'put' && !operation.replace && entries.has(operation.id)) {
          throw duplicateId(operation.id, url)
        }
      }
      let deleted = 0
      for (const operation of operations) {
        if (operation.kind === 'put') entries.set(operation.id, operation)
        else if (entries.delete(operation.id)) deleted++
      }
      return deleted
    },
    check: () => ({ writable: true }),
    close: () => {
      entries.clear()
    },
  }
}
