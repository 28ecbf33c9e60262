import type { StoredText } from '../backend.js'
import type { FacetFilter } from '../facets.js'
import { textOf } from './sqlite-body.js'
import type { Statements } from './sqlite-statements.js'

const PAGE_ROWS = 256
const PAGE_OF_IDS = 4_096
const PAGE_CHARACTERS = 8 * 1024 * 1024

/** Runs `work` on the connection; undefined while there is no database. */
export type Reading = <T>(work: (statements: Statements) => T) => T | undefined

/**
 * All rows in pages: a statement left open between two rows would forbid every write on its connection, also
 * those of a function that records while it is being replayed. It ends at the last row of now, as such a function may save
 * one behind that for each that it is given.
 */
function* inPages<Row extends { id: string }>(
  reading: Reading,
  readPage: (statements: Statements, after: string) => Row[],
): Iterable<Row> {
  const end = reading((statements) => statements.lastId())
  for (let after = ''; end !== undefined && after < end;) {
    const page = reading((statements) => readPage(statements, after)) ?? []
    const last = page.at(-1)
    if (last === undefined) return
    yield* last.id <= end ? page : page.filter(({ id }) => id <= end)
    after = last.id
  }
}

export function pagedIds(reading: Reading, filter: FacetFilter): Iterable<string> {
  const rows = inPages(reading, (statements, after) =>
    Array.from(statements.pageOfIds(filter, after, PAGE_OF_IDS), ([id]) => ({ id })),
  )
  return mapped(rows, ({ id }) => id)
}

/** A page also ends when its texts are long enough together. */
export function* pagedTexts(reading: Reading, url: string, filter: FacetFilter): Iterable<StoredText> {
  if (filter.fingerprint !== undefined) reading(withFingerprints)
  yield* inPages(reading, (statements, after) => {
    const page: StoredText[] = []
    let characters = 0
    for (const [id, bytes, body, packed] of statements.pageOfBodies(filter, after, PAGE_ROWS)) {
      const text = textOf({ id, bytes, body, packed }, url)
      page.push({ id, text })
      characters += text.length
      if (characters > PAGE_CHARACTERS) break
    }
    return page
  })
}

/** Where they cannot be written, the query looks through the snapshots instead. */
function withFingerprints(statements: Statements): void {
  try {
    statements.computeFingerprints()
  } catch {
    // Read-only, or in use: no reason not to read.
  }
}

function* mapped<From, To>(items: Iterable<From>, map: (item: From) => To): Iterable<To> {
  for (const item of items) yield map(item)
}
