import { UsageError } from '../errors.js'
import type { DecisionSnapshot } from '../snapshot/types.js'
import { facetsOf, isEmptyFilter, passes, type FacetFilter } from './facets.js'
import { checkKnownOptions } from '../known-options.js'
import { checkOptionType } from '../option-type.js'
import type { SnapshotQuery } from './store.js'

const TEXT_KEYS = ['functionName', 'moduleName', 'modelName'] as const
const KNOWN = [...TEXT_KEYS, 'startTime', 'endTime', 'fingerprint', 'tags', 'limit', 'offset']
// A time of day without a zone would mean something else on each machine.
const ISO_TIME = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2}))?$/
const FINGERPRINT = /^sha256:[0-9a-f]{64}$/

export interface ParsedQuery {
  /** For the backend, to give less. */
  readonly filter: FacetFilter
  /** The whole condition, whatever the backend gave. */
  readonly matches: (snapshot: DecisionSnapshot) => boolean
  readonly offset: number
  readonly limit: number
}

/** @throws UsageError `INVALID_OPTION` naming the key that is unknown or of the wrong type. */
export function parseQuery(query: SnapshotQuery): ParsedQuery {
  checkKnownOptions(query, KNOWN, 'a snapshot query')
  for (const key of TEXT_KEYS) checkOptionType(query, key, 'string', 'a snapshot query')
  const filter: FacetFilter = {
    functionName: query.functionName,
    moduleName: query.moduleName,
    modelName: query.modelName,
    from: timeOf(query, 'startTime'),
    until: timeOf(query, 'endTime'),
    fingerprint: fingerprintOf(query),
    tags: tagsOf(query),
  }
  return {
    filter,
    matches: isEmptyFilter(filter) ? () => true : (snapshot) => passes(facetsOf(snapshot), filter),
    offset: countOf(query, 'offset') ?? 0,
    limit: countOf(query, 'limit') ?? Number.POSITIVE_INFINITY,
  }
}

function timeOf(query: SnapshotQuery, key: 'startTime' | 'endTime'): number | undefined {
  const text: unknown = query[key]
  if (text === undefined) return undefined
  const time = typeof text === 'string' && ISO_TIME.test(text) ? Date.parse(text) : Number.NaN
  if (Number.isNaN(time)) {
    throw invalid(key, 'an ISO 8601 date, or time with zone, such as "2026-01-31T08:00:00Z"', text)
  }
  return time
}

function fingerprintOf({ fingerprint }: { readonly fingerprint?: unknown }): string | undefined {
  if (fingerprint === undefined) return undefined
  if (typeof fingerprint !== 'string' || !FINGERPRINT.test(fingerprint)) {
    throw invalid('fingerprint', '"sha256:" and 64 hex digits, as fingerprint() gives it', fingerprint)
  }
  return fingerprint
}

function tagsOf(query: SnapshotQuery): [string, string][] | undefined {
  const tags: unknown = query.tags
  if (tags === undefined) return undefined
  if (typeof tags !== 'object' || tags === null || Array.isArray(tags))
    throw invalid('tags', 'an object', tags)
  const pairs = Object.entries(tags).map(([name, value]: [string, unknown]): [string, string] => {
    if (typeof value !== 'string') throw invalid(`tags.${name}`, 'a string', value)
    return [name, value]
  })
  return pairs.length === 0 ? undefined : pairs
}

function countOf(query: SnapshotQuery, key: 'limit' | 'offset'): number | undefined {
  const count: unknown = query[key]
  if (count === undefined) return undefined
  if (typeof count !== 'number' || !Number.isInteger(count) || count < 0) {
    throw invalid(key, 'a whole number from 0', count)
  }
  return count
}

function invalid(key: string, wanted: string, given: unknown): UsageError {
  const shown =
    typeof given === 'string'
      ? JSON.stringify(given.slice(0, 80))
      : `${typeof given} ${JSON.stringify(given)}`
  return new UsageError('INVALID_OPTION', `${key} of a snapshot query must be ${wanted}, not ${shown}.`)
}
