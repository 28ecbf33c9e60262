import type { PageRow } from '../../src/reporting/html/report-page-data.js'
import { counted } from '../parts/numbers.js'

/** Each broken rule: what it asks, what it got, and by how much that is off. */
export function Violations({ row }: { readonly row: PageRow }) {
  const { violations = [], omittedViolations = 0, changes = [], verdict } = row
  // After a miss they are only its consequence.
  if (violations.length === 0 || verdict === 'miss') return null
  const places = changes.map(({ fieldPath }) => fieldPath)
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
            <Sides violation={violation} places={places} />
          </li>
        ))}
      </ul>
      {omittedViolations > 0 && <p class="muted">… and {counted(omittedViolations, 'more', 'more')}</p>}
    </section>
  )
}

interface SidesProps {
  readonly violation: NonNullable<PageRow['violations']>[number]
  /** Where changes are shown: what a field must be and what it is stands there, and better. */
  readonly places: readonly string[]
}

function Sides({ violation, places }: SidesProps) {
  const { field, comparator, kind, expected, actual, score, threshold } = violation
  const seen =
    (comparator === 'exactMatch' || kind === 'unlisted-change') &&
    places.some((place) => place.startsWith(field))
  if (seen) return null
  const sides: readonly (readonly [name: string, value: string | undefined])[] = [
    ['expected', expected],
    ['actual', actual],
    ['score', score === undefined ? undefined : String(Number(score.toPrecision(3)))],
    ['limit', threshold === undefined ? undefined : String(Number(threshold.toPrecision(3)))],
  ]
  return (
    <dl class="sides">
      {sides.map(
        ([name, value]) =>
          value !== undefined && (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  )
}
