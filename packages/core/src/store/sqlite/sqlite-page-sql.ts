import type { FacetFilter } from '../facets.js'

/** Where a query is read from: each has an index that gives its rows. */
export type Route = 'ids' | 'fingerprint' | 'time' | 'tag'

/** Compared by equality, each with an index of its own that is in the order of ids. */
const COLUMNS = {
  fingerprint: 'fingerprint',
  functionName: 'function_name',
  moduleName: 'module_name',
  modelName: 'model_name',
} as const

const TIME = { from: 'created_at >= @from', until: 'created_at < @until' } as const

/**
 * The statement that reads one page of a query, in the order of ids. Its parameters are {@link pageParameters}.
 *
 * Every route but `time` reads the page off an index and stops at its end. That of time is not in the order of ids:
 * each page looks at all ids in the time, which pays only where they are few.
 *
 * @param route `ids` leaves the choice among the columns that are compared to SQLite.
 */
export function pageSql(columns: string, filter: FacetFilter, limit: number, route: Route): string {
  const tags = filter.tags ?? []
  const conditions = [...comparisons(filter, route), ...tags.flatMap((_tag, at) => carriesTag(at, route))]
  if (route === 'time') {
    const inTime = [...timeConditions(filter), 'id > @after']
    return `SELECT ${columns} FROM snapshots WHERE ${[`id IN (SELECT id FROM snapshots INDEXED BY snapshots_by_time WHERE ${inTime.join(' AND ')})`, ...conditions].join(' AND ')} ORDER BY id LIMIT ${limit}`
  }
  // The unary plus keeps SQLite from taking the index of time, and sorting.
  const all = [...conditions, ...timeConditions(filter).map((condition) => `+${condition}`)]
  if (route === 'tag') {
    return `SELECT ${columns} FROM snapshot_tags AS tag CROSS JOIN snapshots USING (id) WHERE ${['tag.name = @tagName0 AND tag.value = @tagValue0 AND tag.id > @after', ...all].join(' AND ')} ORDER BY tag.id LIMIT ${limit}`
  }
  return `SELECT ${columns} FROM snapshots WHERE ${['id > @after', ...all].join(' AND ')} ORDER BY id LIMIT ${limit}`
}

/** Counts what lies in the time of a filter, up to `limit`. */
export function countInTimeSql(filter: FacetFilter, limit: number): string {
  return `SELECT count(*) FROM (SELECT 1 FROM snapshots INDEXED BY snapshots_by_time WHERE ${timeConditions(filter).join(' AND ')} LIMIT ${limit})`
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

function comparisons(filter: FacetFilter, route: Route): string[] {
  const given = Object.entries(COLUMNS).filter(([key]) => filter[key as keyof FacetFilter] !== undefined)
  return given.map(([key, column]) => {
    const leads = route === 'ids' || route === column
    return `${leads ? '' : '+'}${column} = @${key}`
  })
}

function carriesTag(at: number, route: Route): string[] {
  if (route === 'tag' && at === 0) return []
  return [
    `EXISTS (SELECT 1 FROM snapshot_tags AS other WHERE other.id = snapshots.id AND other.name = @tagName${at} AND other.value = @tagValue${at})`,
  ]
}

function timeConditions(filter: FacetFilter): string[] {
  return Object.entries(TIME).flatMap(([key, condition]) =>
    filter[key as keyof typeof TIME] === undefined ? [] : [condition],
  )
}
