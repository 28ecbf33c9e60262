import type { PageRow } from '../../src/reporting/html/report-page-data.js'
import { OUTCOMES, outcomeOf } from './outcome.js'

/** A row with the name that addresses have for it. */
export interface NamedRow {
  readonly row: PageRow
  /** Its id; from the second row of an id on, with `~2` and so on after it. */
  readonly key: string
}

/** The rows in the order of the page: those that did not hold first, the worst before the others, else as they came. */
export function namedRows(rows: readonly PageRow[]): NamedRow[] {
  const seen = new Map<string, number>()
  const named = rows.map((row) => {
    const nth = (seen.get(row.id) ?? 0) + 1
    seen.set(row.id, nth)
    return { row, key: nth === 1 ? row.id : `${row.id}~${nth}` }
  })
  return named.sort((a, b) => rank(a.row) - rank(b.row))
}

function rank(row: PageRow): number {
  return (row.ok ? OUTCOMES.length : 0) + OUTCOMES.indexOf(outcomeOf(row))
}
