import type { ReportPageData } from '../../src/reporting/html/report-page-data.js'
import { countOutcomes, toneOf } from '../state/outcome.js'
import { changedRoute, formatRoute, type Route } from '../state/route.js'
import { count, counted } from './numbers.js'

/** What the run came to, in a sentence and as one bar; each part of it leads to its replays. */
export function VerdictBar({ data, route }: { readonly data: ReportPageData; readonly route: Route }) {
  const { rows } = data
  const failed = rows.filter(({ ok }) => !ok).length
  const outcomes = countOutcomes(rows)
  return (
    <section class="verdicts" aria-label="Result">
      <p class={`result ${failed > 0 ? 'is-red' : rows.length > 0 ? 'is-green' : ''}`}>
        <span class="sign" aria-hidden="true">
          {failed > 0 ? '✗' : rows.length > 0 ? '✓' : '–'}
        </span>
        {sentence(rows.length, failed)}
      </p>
      {rows.length > 0 && (
        <div class="bar" aria-hidden="true">
          {outcomes.map(({ outcome, count: size }) => (
            <span key={outcome} class={`part tone-${toneOf(outcome)}`} style={{ flexGrow: size }} />
          ))}
        </div>
      )}
      <ul class="legend">
        {outcomes.map(({ outcome, count: size }) => {
          const chosen = route.verdict === outcome
          const href = formatRoute(
            changedRoute(route, { verdict: chosen ? undefined : outcome, replay: undefined }),
          )
          return (
            <li key={outcome}>
              <a
                href={href}
                class={chosen ? 'chip is-chosen' : 'chip'}
                aria-current={chosen ? 'true' : undefined}
              >
                <span class={`dot tone-${toneOf(outcome)}`} aria-hidden="true" />
                <b>{count(size)}</b> {outcome}
              </a>
            </li>
          )
        })}
      </ul>
      <Notes data={data} />
    </section>
  )
}

function sentence(all: number, failed: number): string {
  if (all === 0) return 'Nothing was replayed.'
  if (failed === 0) return `${counted(all, 'decision')} held`
  return `${count(failed)} of ${counted(all, 'decision')} did not hold`
}

/** What is not known: it must not read as passed. */
function Notes({ data: { run, omittedRecordings } }: { readonly data: ReportPageData }) {
  const missing = run.missingShards ?? []
  const notes = [
    missing.length === 0
      ? undefined
      : `No report of ${missing.length === 1 ? 'shard' : 'shards'} ${missing.join(', ')}: what is in it is unknown.`,
    run.partial === undefined ? undefined : `This is not the whole run: ${run.partial}.`,
    omittedRecordings === 0
      ? undefined
      : `The recordings of ${counted(omittedRecordings, 'replay')} did not fit into this page.`,
  ].filter((note) => note !== undefined)
  if (notes.length === 0) return null
  return (
    <ul class="notes">
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  )
}
