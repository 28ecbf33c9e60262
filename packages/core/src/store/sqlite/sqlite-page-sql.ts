import type { FacetFilter } from '../facets.js'
import { COMPARED_COLUMNS, doneUpTo, TAG, TAGS_OF_ROW } from './sqlite-facets.js'

/** A condition of a filter that compares a facet: a column, or the tag at a place of its list. */
export type ComparedFacet = keyof typeof COMPARED_COLUMNS | `tag${number}`

/** Where a query is read from: all ids in their order, or those of a fingerprint, of a time or of one facet. */
export type Route = 'ids' | 'fingerprint' | 'time' | ComparedFacet

/**
 * The statement that reads one page of a query, in the order of ids. Its parameters are {@link pageParameters}. It may
 * give snapshots whose fingerprint is not known yet.
 *
 * The routes `ids` and of a facet read the page off an index and stop at its end. Those of a time and of a fingerprint
 * are not in the order of ids: each page looks at all ids there, which pays only where they are few.
 */
export function pageSql(columns: string, filter: FacetFilter, limit: number, route: Route): string {
  const rows = `SELECT ${columns} FROM snapshots WHERE`
  const end = `ORDER BY id LIMIT ${limit}`
  const inRow = rowConditions(filter)
  const among = (ids: string): string => [`id IN (${ids})`, ...inRow].join(' AND ')
  if (route === 'ids') return `${rows} ${['id > @after', ...inRow].join(' AND ')} ${end}`
  if (route === 'time')
    return `${rows} ${among(`${idsInTime(filter)} AND id > @after UNION ALL ${waiting('facets')}`)} ${end}`
  if (route === 'fingerprint')
    return `${rows} ${among(`${WITH_FINGERPRINT} UNION ALL ${waiting('fingerprints')}`)} ${end}`
  const listed = [`${equals('lead', route)} AND lead.id > @after`, ...besides(filter, route)].join(' AND ')
  return `SELECT ${columns} FROM facets AS lead CROSS JOIN snapshots USING (id) WHERE ${listed}
UNION ALL ${rows} ${among(waiting('facets'))} ${end}`
}

/** Counts the ids of a route, up to `limit`. */
export function countSql(filter: FacetFilter, limit: number, route: 'time' | ComparedFacet): string {
  const ids = route === 'time' ? idsInTime(filter) : `SELECT id FROM facets WHERE ${equals('facets', route)}`
  return `SELECT count(*) FROM (${ids} LIMIT ${limit})`
}

/** What has to be bound for a filter. */
export function pageParameters({ tags = [], ...columns }: FacetFilter): Record<string, unknown> {
  const bound: Record<string, unknown> = { ...columns }
  for (const [at, [name, value]] of tags.entries()) {
    bound[`tagName${at}`] = name
    bound[`tagValue${at}`] = value
  }
  return bound
}

/** The facets that a filter compares. */
export function comparedFacets({ tags = [], ...filter }: FacetFilter): ComparedFacet[] {
  const columns = Object.keys(COMPARED_COLUMNS) as (keyof typeof COMPARED_COLUMNS)[]
  return [
    ...tags.map((_tag, at) => `tag${at}` as const),
    ...columns.filter((key) => filter[key] !== undefined),
  ]
}

const WITH_FINGERPRINT = `SELECT id FROM snapshots INDEXED BY snapshots_by_fingerprint WHERE fingerprint = @fingerprint AND fingerprint <> '' AND id > @after`

/** Snapshots for which a part of the work is still to do. */
function waiting(part: 'facets' | 'fingerprints'): string {
  return `SELECT id FROM snapshots NOT INDEXED WHERE seq > ${doneUpTo(part)} AND id > @after`
}

function idsInTime(filter: FacetFilter): string {
  return `SELECT id FROM facets WHERE name = 'createdAt' AND ${timeConditions(filter, 'value').join(' AND ')}`
}

/** Conditions on a snapshot by what stands in its row. */
function rowConditions(filter: FacetFilter): string[] {
  const compared = comparedFacets(filter).map((facet) =>
    isColumn(facet)
      ? `${COMPARED_COLUMNS[facet]} = @${facet}`
      : `EXISTS (SELECT 1 FROM ${TAGS_OF_ROW} WHERE tag.key = ${tagName(facet)} AND tag.value = ${tagValue(facet)})`,
  )
  return [...compared, ...unlistedConditions(filter)]
}

/** Conditions on a snapshot that one of its facets led to; further tags are looked up. */
function besides(filter: FacetFilter, lead: ComparedFacet): string[] {
  const compared = comparedFacets(filter)
    .filter((facet) => facet !== lead)
    .map((facet) =>
      isColumn(facet)
        ? `${COMPARED_COLUMNS[facet]} = @${facet}`
        : `EXISTS (SELECT 1 FROM facets AS other WHERE ${equals('other', facet)} AND other.id = lead.id)`,
    )
  return [...compared, ...unlistedConditions(filter)]
}

function unlistedConditions(filter: FacetFilter): string[] {
  const fingerprint =
    filter.fingerprint === undefined ? [] : [`(fingerprint = @fingerprint OR fingerprint = '')`]
  return [...timeConditions(filter, 'created_at'), ...fingerprint]
}

function timeConditions({ from, until }: FacetFilter, column: string): string[] {
  return [
    ...(from === undefined ? [] : [`${column} >= @from`]),
    ...(until === undefined ? [] : [`${column} < @until`]),
  ]
}

function equals(table: string, facet: ComparedFacet): string {
  const [name, value] = isColumn(facet)
    ? [`'${facet}'`, `@${facet}`]
    : [`'${TAG}' || ${tagName(facet)}`, tagValue(facet)]
  return `${table}.name = ${name} AND ${table}.value = ${value}`
}

function isColumn(facet: ComparedFacet): facet is keyof typeof COMPARED_COLUMNS {
  return facet in COMPARED_COLUMNS
}

function tagName(facet: `tag${number}`): string {
  return facet.replace('tag', '@tagName')
}

function tagValue(facet: `tag${number}`): string {
  return facet.replace('tag', '@tagValue')
}
