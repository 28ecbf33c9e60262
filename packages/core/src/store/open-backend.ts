import type { SyncBackend } from './backend.js'
import { dirBackend } from './dir/dir-store.js'
import { memoryBackend } from './memory-store.js'
import { sqliteBackend } from './sqlite/sqlite-store.js'
import type { StoreLocation } from './store-url.js'

/** The backend of a location. `url` is what its messages say. */
export function openBackend(url: string, location: StoreLocation, readOnly: boolean): SyncBackend {
  switch (location.kind) {
    case 'memory':
      return memoryBackend(url)
    case 'dir':
      return dirBackend(url, location.path)
    case 'sqlite':
      return sqliteBackend(url, location.path, { readOnly })
  }
}
