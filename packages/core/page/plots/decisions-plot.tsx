import { counted } from '../parts/numbers.js'
import type { NamedRow } from '../state/named-rows.js'
import { countOutcomes, toneOf } from '../state/outcome.js'
import { changedRoute, formatRoute, type Route } from '../state/route.js'

/** Decisions that have a bar; the rest is counted. */
const MOST = 12

/** What became of each decision, those with the most failures first; a bar leads to its replays. */
export function DecisionsPlot({
  rows,
  route,
}: {
  readonly rows: readonly NamedRow[]
  readonly route: Route
}) {
  const groups = groupsOf(rows)
  if (groups.length === 0) return null
  const shown = groups.slice(0, MOST)
  const longest = shown.reduce((most, { of }) => Math.max(most, of.length), 1)
  return (
    <figure class="plot">
      <h3>Verdicts by decision</h3>
      <ul class="decisions">
        {shown.map(({ name, of, failed }) => (
          <li key={name}>
            <a href={formatRoute(changedRoute(route, { decision: name, replay: undefined }))}>{name}</a>
            <span class="track" aria-hidden="true">
              <span class="bar" style={{ width: `${(of.length / longest) * 100}%` }}>
                {countOutcomes(of.map(({ row }) => row)).map(({ outcome, count }) => (
                  <span key={outcome} class={`part tone-${toneOf(outcome)}`} style={{ flexGrow: count }} />
                ))}
              </span>
            </span>
            <span class="muted">{failed === 0 ? of.length : `${failed} of ${of.length} failed`}</span>
          </li>
        ))}
      </ul>
      {groups.length > MOST && (
        <figcaption>… and {counted(groups.length - MOST, 'more decision')}</figcaption>
      )}
    </figure>
  )
}

interface Group {
  readonly name: string
  readonly of: NamedRow[]
  readonly failed: number
}

function groupsOf(rows: readonly NamedRow[]): Group[] {
  const groups = new Map<string, NamedRow[]>()
  for (const named of rows) {
    const name = named.row.functionName
    if (name === undefined) continue
    const known = groups.get(name)
    if (known === undefined) groups.set(name, [named])
    else known.push(named)
  }
  return [...groups]
    .map(([name, of]) => ({ name, of, failed: of.filter(({ row }) => !row.ok).length }))
    .sort((a, b) => b.failed - a.failed || b.of.length - a.of.length)
}
