import type { PageRow } from '../../src/reporting/html/report-page-data.js'
import { tagsOf } from '../state/filter-rows.js'
import { count, duration, moment } from '../parts/numbers.js'

/** Where a replay belongs and what it was made with. */
export function Facts({ row }: { readonly row: PageRow }) {
  const { baseline } = row
  const tags = tagsOf(row)
  const facts: readonly (readonly [name: string, value: string | undefined])[] = [
    ['project', row.project],
    ['time', timeOf(row)],
    ['tokens', change(row.totalTokens, baseline?.totalTokens, count)],
    ['cost', baseline?.cost === undefined ? undefined : `$${baseline.cost} recorded`],
    ['model', modelOf(row)],
    ['how', [row.mode, row.effects && `effects ${row.effects}`].filter(Boolean).join(', ')],
    ['recorded', baseline && moment(baseline.createdAt)],
    ['store', row.store],
    ['tags', tags.join(', ')],
    ['variant', row.acceptedVariant === undefined ? undefined : `accepted variant ${row.acceptedVariant}`],
  ]
  return (
    <dl class="facts-of">
      {facts.map(
        ([name, value]) =>
          value !== undefined &&
          value !== '' && (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  )
}

function timeOf(row: PageRow): string | undefined {
  if (row.kind === 'not-made') return undefined
  return change(row.executionTimeMs, row.baseline?.executionTimeMs, duration)
}

/** `320 ms, recorded 300 ms` */
function change(
  now: number | undefined,
  recorded: number | undefined,
  show: (number: number) => string,
): string | undefined {
  if (now === undefined) return recorded === undefined ? undefined : `${show(recorded)} recorded`
  return recorded === undefined || show(recorded) === show(now)
    ? show(now)
    : `${show(now)}, recorded ${show(recorded)}`
}

function modelOf({ model, baseline }: PageRow): string | undefined {
  const before = baseline?.model
  if (model === undefined) return before && named(before)
  return before === undefined ? named(model) : `${named(model)}, recorded ${named(before)}`
}

function named({ name, version }: NonNullable<PageRow['model']>): string {
  return version === undefined || version === name ? name : `${name} (${version})`
}
