import type { Parsed } from '../snapshot/serialize.js'
import type { StoreBackend, StoredText } from './backend.js'
import { misplacedError } from './misplaced.js'
import { parseQuery, type ParsedQuery } from './query.js'
import { Selection, type Selected } from './selection.js'
import type { SnapshotQuery } from './store.js'
import { parsedStored } from './stored-text.js'

/**
 * What a query of a backend gives. Nothing is read, and nothing checked, before the first snapshot is asked for.
 *
 * @param ensureOpen throws where nothing may be read any more.
 * @param as what is given of each.
 */
export function select<T extends object>(
  backend: StoreBackend,
  url: string,
  query: SnapshotQuery,
  ensureOpen: () => void,
  as: (parsed: Parsed, text: string) => T,
): Selection<T> {
  return new Selection(() => {
    ensureOpen()
    const parsed = parseQuery(query)
    const { filter, limit } = parsed
    const texts = limit === 0 ? [] : backend.scan(filter)
    const pick = picking(backend, url, parsed, as)
    return Symbol.iterator in texts
      ? pickedFrom(texts, pick, ensureOpen)
      : pickedLater(texts, pick, ensureOpen)
  })
}

interface Picking<T> {
  /** Undefined for one that is not meant. */
  readonly pick: (stored: StoredText) => Selected<T> | undefined
  readonly isFull: () => boolean
}

function picking<T>(
  backend: StoreBackend,
  url: string,
  { matches, offset, limit }: ParsedQuery,
  as: (parsed: Parsed, text: string) => T,
): Picking<T> {
  let matched = 0
  return {
    pick({ id, text }) {
      const parsed = parsedStored(url, id, text)
      const { snapshot } = parsed
      if (snapshot.id !== id) {
        return misplacedError(backend, url, id, snapshot.id).then((error) => {
          throw error
        })
      }
      return matches(snapshot) && ++matched > offset ? as(parsed, text) : undefined
    },
    isFull: () => matched === offset + limit,
  }
}

function* pickedFrom<T>(
  texts: Iterable<StoredText>,
  { pick, isFull }: Picking<T>,
  ensureOpen: () => void,
): Generator<Selected<T>, undefined> {
  for (const stored of texts) {
    const picked = pick(stored)
    if (picked === undefined) continue
    yield picked
    if (picked instanceof Promise || isFull()) return
    ensureOpen()
  }
}

async function* pickedLater<T>(
  texts: AsyncIterable<StoredText>,
  { pick, isFull }: Picking<T>,
  ensureOpen: () => void,
): AsyncGenerator<T, undefined> {
  for await (const stored of texts) {
    const picked = pick(stored)
    if (picked === undefined) continue
    yield picked
    if (isFull()) return
    ensureOpen()
  }
}
