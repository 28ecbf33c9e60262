import type { PageRow } from '../../src/reporting/html/report-page-data.js'
import { counted } from '../parts/numbers.js'

/** Each broken rule: what it asks, what it got, and by how much that is off. */
export function Violations({ row: { violations = [], omittedViolations = 0 } }: { readonly row: PageRow }) {
  if (violations.length === 0) return null
  return (
    <section aria-labelledby="violations">
      <h3 id="violations">Broken rules</h3>
      <ul class="violations">
        {violations.map((violation, index) => (
          <li key={index}>
            <p class="rule">
              <code>{violation.field}</code>
              <span class="muted">
                {violation.kind === 'unlisted-change' ? 'no rule allows this change' : violation.ruleName}
              </span>
            </p>
            <dl class="sides">
              <div>
                <dt>expected</dt>
                <dd>{violation.expected}</dd>
              </div>
              <div>
                <dt>actual</dt>
                <dd>{violation.actual}</dd>
              </div>
              {violation.threshold !== undefined && (
                <div>
                  <dt>limit</dt>
                  <dd>
                    {violation.score === undefined
                      ? ''
                      : `${Number(violation.score.toPrecision(3))} against `}
                    {Number(violation.threshold.toPrecision(3))}
                  </dd>
                </div>
              )}
            </dl>
          </li>
        ))}
      </ul>
      {omittedViolations > 0 && <p class="muted">… and {counted(omittedViolations, 'more', 'more')}</p>}
    </section>
  )
}
