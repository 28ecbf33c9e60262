import type { Facets } from '../facets.js'
import type { Database } from './sqlite-database.js'
import { COMPARED_COLUMNS, doneUpTo, TAG } from './sqlite-facets.js'

/** 1 where a column says what it should. */
type Row = Record<(typeof FIELDS)[number] | 'isListed' | 'isAsked', 0 | 1> & {
  readonly fingerprint: string
  readonly tags: string | null
}

const COLUMNS = { ...COMPARED_COLUMNS, createdAt: 'created_at' } as const
const FIELDS = ['functionName', 'moduleName', 'modelName', 'createdAt'] as const

/**
 * What a snapshot should be found by and is not, since something else wrote the columns beside its text, or the facets: a
 * query would leave it out without a word. Undefined where all is in order.
 */
export function misfiled(database: Database): (id: string, facets: Facets) => string | undefined {
  // Compared there, since what is no Unicode is kept in a way of SQLite's own.
  const same = FIELDS.map((field) => `${COLUMNS[field]} IS @${field} AS ${field}`)
  const rowOf = database.prepare<[object], Row>(
    `SELECT seq <= ${doneUpTo('facets')} AS isListed, seq <= ${doneUpTo('fingerprints')} AS isAsked,
    ${same.join(', ')}, fingerprint, tags FROM snapshots WHERE id = @id`,
  )
  const facet = database.prepare('SELECT 1 FROM facets WHERE name = ? AND value = ? AND id = ?')
  return (id, facets) => {
    const values = Object.fromEntries(FIELDS.map((field) => [field, facets[field] ?? null]))
    const row = rowOf.get({ ...values, id })
    if (row === undefined) return undefined
    const wrong = FIELDS.find((field) => row[field] === 0)
    if (wrong !== undefined) return wrong
    if (row.fingerprint === '' ? row.isAsked === 1 : row.fingerprint !== facets.fingerprint)
      return 'fingerprint'
    const tags = textsOf(facets.tags)
    const kept = tagsOf(row)
    if (tags.some(([name, value]) => kept.get(name) !== value)) return 'tags'
    if (row.isListed === 0) return undefined
    const listed = [...Object.entries(values), ...tags.map(([name, value]) => [TAG + name, value] as const)]
    return listed.find(([name, value]) => value !== null && facet.get(name, value, id) === undefined)?.[0]
  }
}

function textsOf(tags: Readonly<Record<string, unknown>>): [string, string][] {
  return Object.entries(tags).filter((tag): tag is [string, string] => typeof tag[1] === 'string')
}

function tagsOf({ tags }: Row): ReadonlyMap<string, unknown> {
  try {
    return new Map(Object.entries(JSON.parse(tags ?? '{}') as object))
  } catch {
    return new Map()
  }
}
