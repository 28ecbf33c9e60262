import { fingerprint } from '../snapshot/fingerprint.js'
import { getOwn } from '../snapshot/plain-object.js'
import type { DecisionSnapshot } from '../snapshot/types.js'

/** What a store may index. */
export interface Facets {
  readonly functionName: string
  readonly moduleName: string | undefined
  readonly modelName: string | undefined
  /** Milliseconds since the epoch; undefined when `createdAt` is no time. */
  readonly createdAt: number | undefined
  readonly fingerprint: string
  readonly tags: Readonly<Record<string, string>>
}

/** Facets that are told at a look. */
export type PlainFacets = Omit<Facets, 'fingerprint'>

/** The part of a query that facets decide. Every given condition must hold. */
export interface FacetFilter {
  readonly functionName?: string | undefined
  readonly moduleName?: string | undefined
  readonly modelName?: string | undefined
  /** At or after. */
  readonly from?: number | undefined
  /** Before. */
  readonly until?: number | undefined
  readonly fingerprint?: string | undefined
  /** Name and value of each tag that must be there; never an empty list. */
  readonly tags?: readonly (readonly [name: string, value: string])[] | undefined
}

/** A view of a snapshot: what has to be computed is so when it is asked for, which few queries do. */
export function facetsOf(snapshot: DecisionSnapshot): Facets {
  return {
    functionName: snapshot.functionName,
    moduleName: snapshot.moduleName,
    modelName: snapshot.modelParameters?.modelName,
    tags: snapshot.tags,
    get createdAt() {
      return timeOf(snapshot)
    },
    get fingerprint() {
      return fingerprint(snapshot)
    },
  }
}

/** The facets of a snapshot as it is now, whatever becomes of it. */
export function settledFacets(snapshot: DecisionSnapshot): PlainFacets {
  return {
    functionName: snapshot.functionName,
    moduleName: snapshot.moduleName,
    modelName: snapshot.modelParameters?.modelName,
    createdAt: timeOf(snapshot),
    tags: { ...snapshot.tags },
  }
}

function timeOf({ createdAt }: DecisionSnapshot): number | undefined {
  const time = Date.parse(createdAt)
  return Number.isNaN(time) ? undefined : time
}

export function passes(facets: Facets, filter: FacetFilter): boolean {
  return (
    passesPlainly(facets, filter) &&
    (filter.fingerprint === undefined || facets.fingerprint === filter.fingerprint)
  )
}

/** The same but for the fingerprint. A snapshot without a usable time passes no condition on time. */
export function passesPlainly(facets: PlainFacets, filter: FacetFilter): boolean {
  const { from, until } = filter
  return (
    (filter.functionName === undefined || facets.functionName === filter.functionName) &&
    (filter.moduleName === undefined || facets.moduleName === filter.moduleName) &&
    (filter.modelName === undefined || facets.modelName === filter.modelName) &&
    (from === undefined || (facets.createdAt ?? Number.NaN) >= from) &&
    (until === undefined || (facets.createdAt ?? Number.NaN) < until) &&
    (filter.tags ?? []).every(([name, value]) => getOwn(facets.tags, name) === value)
  )
}

export function isEmptyFilter(filter: FacetFilter): boolean {
  return Object.values(filter).every((condition) => condition === undefined)
}
