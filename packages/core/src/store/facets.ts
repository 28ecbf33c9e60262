import type { DecisionSnapshot } from '../snapshot/types.js'

/** What a store may index. */
export interface Facets {
  readonly functionName: string
  readonly moduleName: string | undefined
  readonly modelName: string | undefined
  /** Milliseconds since the epoch; undefined when `createdAt` is no time. */
  readonly createdAt: number | undefined
}

/** The part of a query that facets decide. Every given condition must hold. */
export interface FacetFilter {
  readonly functionName?: string | undefined
  readonly moduleName?: string | undefined
  readonly modelName?: string | undefined
  /** At or after. */
  readonly from?: number | undefined
  /** Before. */
  readonly until?: number | undefined
}

export function facetsOf(snapshot: DecisionSnapshot): Facets {
  const createdAt = Date.parse(snapshot.createdAt)
  return {
    functionName: snapshot.functionName,
    moduleName: snapshot.moduleName,
    modelName: snapshot.modelParameters?.modelName,
    createdAt: Number.isNaN(createdAt) ? undefined : createdAt,
  }
}

/** A snapshot without a usable time passes no condition on time. */
export function passes(facets: Facets, filter: FacetFilter): boolean {
  const { createdAt = Number.NaN } = facets
  return (
    (filter.functionName === undefined || facets.functionName === filter.functionName) &&
    (filter.moduleName === undefined || facets.moduleName === filter.moduleName) &&
    (filter.modelName === undefined || facets.modelName === filter.modelName) &&
    (filter.from === undefined || createdAt >= filter.from) &&
    (filter.until === undefined || createdAt < filter.until)
  )
}

export function isEmptyFilter(filter: FacetFilter): boolean {
  return Object.values(filter).every((condition) => condition === undefined)
}
