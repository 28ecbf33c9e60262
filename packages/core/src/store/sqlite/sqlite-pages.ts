import type { FacetFilter } from '../facets.js'
import type { Database } from './sqlite-database.js'
import { waitingAtMostSql } from './sqlite-facets.js'
import { comparedFacets, countSql, pageParameters, pageSql, type Route } from './sqlite-page-sql.js'

/** Of more snapshots than this with a facet, some are met soon in any order. */
const FEW = 4_096

/** Reads a page of the rows that pass a filter, after an id and in the order of ids. A row is a list of its columns. */
export type ReadPage = <Row extends readonly unknown[]>(
  columns: string,
  filter: FacetFilter,
  parameters: { readonly after: string; readonly maxBytes: number },
  limit: number,
) => Iterable<Row>

/** Compiles each statement once. */
export function pagesOf(database: Database): ReadPage {
  const compiled = new Map<string, ReturnType<Database['prepare']>>()
  const prepared = (sql: string): ReturnType<Database['prepare']> => {
    const statement = compiled.get(sql) ?? database.prepare(sql)
    compiled.set(sql, statement)
    return statement
  }

  const isFew = (sql: string, bound: Record<string, unknown>): boolean =>
    (prepared(sql).pluck().get(bound) as number) < FEW

  const routeOf = (filter: FacetFilter, bound: Record<string, unknown>): Route => {
    if (filter.fingerprint !== undefined && isFew(waitingAtMostSql('fingerprints'), {})) return 'fingerprint'
    const isInTime = filter.from !== undefined || filter.until !== undefined
    if (isInTime && isFew(countSql(filter, FEW, 'time'), bound)) return 'time'
    const facets = comparedFacets(filter)
    const [first = 'ids'] = facets
    if (facets.length < 2) return first
    return facets.find((facet) => isFew(countSql(filter, FEW, facet), bound)) ?? first
  }

  return <Row extends readonly unknown[]>(
    columns: string,
    filter: FacetFilter,
    parameters: { readonly after: string; readonly maxBytes: number },
    limit: number,
  ) => {
    const bound = pageParameters(filter)
    const sql = pageSql(columns, filter, limit, routeOf(filter, bound))
    // Lists: objects take half a microsecond a row more.
    return prepared(sql)
      .raw()
      .iterate({ ...bound, ...parameters }) as Iterable<Row>
  }
}
