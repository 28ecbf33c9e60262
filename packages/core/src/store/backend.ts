import type { JsonValue } from '../snapshot/types.js'
import type { FacetFilter, Facets, PlainFacets } from './facets.js'

export type MaybePromise<T> = T | Promise<T>

/** What every operation says of the snapshot it is about. */
interface OfOne {
  readonly id: string
  /** The text that it stands on. Fails with `STORE_CHANGED` when that is not the stored one any more. */
  readonly read?: string
}

export interface PutOperation extends OfOne {
  readonly kind: 'put'
  /** What {@link StoreBackend.serialize} gave. */
  readonly text: string
  readonly facets: PlainFacets
  /** False: fails with `DUPLICATE_ID` when the id is taken. */
  readonly replace: boolean
}

export interface DeleteOperation extends OfOne {
  readonly kind: 'delete'
}

export type Operation = PutOperation | DeleteOperation

export interface StoredText {
  readonly id: string
  readonly text: string
}

/** A question costs more than the others: only a query asks it. */
export type PlainFilter = Omit<FacetFilter, 'fingerprint'>

/**
 * Where texts are kept under ids. Everything that is the same in all stores (checking, parsing, querying,
 * transactions) is done once above it, by `createStore`. Failures of the medium are thrown as StoreError.
 */
export interface StoreBackend {
  /** True where two ids that differ only in letter case cannot be kept on every machine. Default false. */
  readonly idsAreFileNames?: boolean
  /**
   * A snapshot in the form this medium keeps.
   *
   * @param json the same as `JSON.stringify` writes it, where that is known already.
   */
  serialize(encoded: Record<string, JsonValue>, json?: string): string
  read(id: string): MaybePromise<string | undefined>
  has(id: string): MaybePromise<boolean>
  /** What a snapshot should be found by and is not, where what is indexed is kept apart from the text. */
  misfiled?(id: string, facets: Facets): MaybePromise<string | undefined>
  /** In the order of ids, exactly those that pass. Ids may be written and deleted between two steps. */
  ids(filter: PlainFilter): Iterable<string> | AsyncIterable<string>
  /** The same with texts. May give more than pass, where telling would mean parsing. */
  scan(filter: FacetFilter): Iterable<StoredText> | AsyncIterable<StoredText>
  /**
   * Does all of them or none. No two share an id.
   *
   * @returns how many deletions found something.
   */
  apply(operations: readonly Operation[]): MaybePromise<number>
  /** Throws when it cannot be read; tells whether it could be written. */
  check(): MaybePromise<{ writable: boolean }>
  close(): MaybePromise<void>
}

/** A backend that can also answer where nothing may be awaited. */
export interface SyncBackend extends StoreBackend {
  ids(filter: PlainFilter): Iterable<string>
  close(): void
}
