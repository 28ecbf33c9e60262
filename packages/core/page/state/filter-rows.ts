import type { PageRow } from '../../src/reporting/html/report-page-data.js'
import type { NamedRow } from './named-rows.js'
import { outcomeOf } from './outcome.js'
import type { Filters } from './route.js'

/** The rows that pass every filter that is set. A search asks for each of its words, anywhere in the row. */
export function filterRows(rows: readonly NamedRow[], filters: Filters): NamedRow[] {
  const { search = '', decision, policy, verdict, tag } = filters
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  return rows.filter(
    ({ row }) =>
      (decision === undefined || row.functionName === decision) &&
      (policy === undefined || row.policy === policy) &&
      (verdict === undefined || (verdict === 'failed' ? !row.ok : outcomeOf(row) === verdict)) &&
      (tag === undefined || tagsOf(row).includes(tag)) &&
      words.every((word) => searched(row).includes(word)),
  )
}

/** `name=value` of each tag of the recording. */
export function tagsOf(row: PageRow): string[] {
  return Object.entries(row.baseline?.tags ?? {}).map(([name, value]) => `${name}=${value}`)
}

const TEXTS = new WeakMap<PageRow, string>()

/** Made at the first search, and kept. */
function searched(row: PageRow): string {
  const known = TEXTS.get(row)
  if (known !== undefined) return known
  const text = [
    ...[row.id, row.functionName, row.test, row.file, row.policy, row.verdict, row.store],
    row.flaky && 'flaky',
    ...tagsOf(row),
    ...row.details,
    ...(row.warnings ?? []),
    ...(row.changes ?? []).flatMap(({ fieldPath, oldValue, newValue }) => [fieldPath, oldValue, newValue]),
    ...(row.violations ?? []).flatMap(({ field, ruleName, message }) => [field, ruleName, message]),
  ]
    .filter((part) => part !== undefined)
    .join('\n')
    .toLowerCase()
  TEXTS.set(row, text)
  return text
}
