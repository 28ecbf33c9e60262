import type { PageRow } from '../../src/reporting/html/report-page-data.js'

/** How alike each field was, on a line from 0 to 1 with the smallest score that is enough. */
export function Scores({ row: { scores = [] } }: { readonly row: PageRow }) {
  if (scores.length === 0) return null
  return (
    <section aria-labelledby="scores">
      <h3 id="scores">Similarity</h3>
      <ul class="scores">
        {scores.map(({ field, score, threshold, scorer, guard }, index) => (
          <li key={index}>
            <code>{field}</code>
            <span
              class={`meter ${score >= threshold ? 'is-enough' : 'is-short'}`}
              role="img"
              aria-label={`${score.toFixed(2)} of at least ${threshold.toFixed(2)}`}
            >
              <span class="fill" style={{ width: `${score * 100}%` }} />
              <span class="tick" style={{ left: `${threshold * 100}%` }} />
            </span>
            <span>
              <b>{score.toFixed(2)}</b> <span class="muted">of {threshold.toFixed(2)}</span>
            </span>
            <span class="muted">
              {scorer}
              {guard !== 'full' ? `, guard ${guard}` : ''}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
