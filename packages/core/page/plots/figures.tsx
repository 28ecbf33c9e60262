import type { PageRow } from '../../src/reporting/html/report-page-data.js'
import { count, duration, percentile } from '../parts/numbers.js'

/** The run in a few numbers. */
export function Figures({ rows }: { readonly rows: readonly PageRow[] }) {
  const replayed = rows.filter(({ kind }) => kind === 'replayed')
  const now = replayed.map(({ executionTimeMs }) => executionTimeMs).sort((a, b) => a - b)
  const before = replayed.flatMap(({ baseline }) => baseline?.executionTimeMs ?? []).sort((a, b) => a - b)
  const tokens = replayed.reduce((sum, { totalTokens = 0 }) => sum + totalTokens, 0)
  const held = rows.filter(({ ok }) => ok).length
  const figures = [
    { name: 'held', value: rows.length === 0 ? undefined : `${count(held)} of ${count(rows.length)}` },
    { name: 'time, p50', value: time(now, 0.5), about: recorded(before, 0.5) },
    { name: 'time, p95', value: time(now, 0.95), about: recorded(before, 0.95) },
    { name: 'tokens', value: tokens === 0 ? undefined : count(tokens) },
  ]
  return (
    <dl class="figures">
      {figures.map(
        ({ name, value, about }) =>
          value !== undefined && (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                {value}
                {about !== undefined && <small>{about}</small>}
              </dd>
            </div>
          ),
      )}
    </dl>
  )
}

function time(times: readonly number[], share: number): string | undefined {
  const value = percentile(times, share)
  return value === undefined ? undefined : duration(value)
}

function recorded(times: readonly number[], share: number): string | undefined {
  const value = time(times, share)
  return value === undefined ? undefined : `recorded ${value}`
}
