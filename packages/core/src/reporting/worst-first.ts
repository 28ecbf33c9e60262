import type { Verdict } from '../replay/verdict.js'
import type { ReplayRow } from './replay-row.js'

/** Broken evidence first, then broken rules, then plain changes. */
const SEVERITY: readonly Verdict[] = ['error', 'missing', 'timeout', 'escaped', 'miss', 'unused', 'violation']

/** The rows that did not hold, the worst first; of equal ones as they came. */
export function worstFirst<Row extends ReplayRow>(rows: readonly Row[]): Row[] {
  return rows.filter(({ ok }) => !ok).sort((a, b) => severity(a) - severity(b))
}

function severity({ verdict }: ReplayRow): number {
  const place = SEVERITY.indexOf(verdict)
  return place === -1 ? SEVERITY.length : place
}
