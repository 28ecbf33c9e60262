import type { GateReason, GateResult } from './gate-result.js'
import type { Findings } from './gate-reasons.js'

const WORDS: Readonly<Record<GateResult['outcome'], string>> = {
  passed: 'passed',
  failed: 'failed',
  incomparable: 'no verdict',
}

/** Reasons that fit into a line. */
const SHOWN_REASONS = 3

/** `Retrial gate: failed: 2 new violations, 1 baseline removed · 10 of 12 decisions hold · 1 baseline changed` */
export function verdictLine(
  outcome: GateResult['outcome'],
  reasons: readonly GateReason[],
  findings: Findings,
): string {
  const { base, head, stillFailing, fixed, changedBaselines, addedBaselines, policyChanges } = findings
  const shown = reasons.slice(0, SHOWN_REASONS).map(({ message }) => message)
  const more = reasons.length - shown.length
  const why = [...shown, ...(more > 0 ? [`${more} more`] : [])].join(', ')
  const tightened = policyChanges.filter(({ move }) => move === 'tightened').length
  const allowed = policyChanges.length - tightened
  const facts = [
    head.replayed !== undefined && `${head.held ?? 0} of ${head.replayed} decisions hold`,
    stillFailing.length > 0 && `${stillFailing.length} still failing`,
    fixed.length > 0 && `${fixed.length} fixed`,
    changedBaselines.length > 0 && counted(changedBaselines.length, 'baseline', 'changed'),
    addedBaselines.length > 0 && counted(addedBaselines.length, 'baseline', 'added'),
    outcome === 'passed' && allowed > 0 && counted(allowed, 'policy rule', 'loosened, as allowed'),
    tightened > 0 && counted(tightened, 'policy rule', 'tightened'),
    outcome === 'passed' && base.replayed === undefined && 'policies not compared: no report of the base',
  ].filter((fact) => fact !== false)
  const verdict = `Retrial gate: ${WORDS[outcome]}${why === '' ? '' : `: ${why}`}`
  return [verdict, ...facts].join(' · ')
}

function counted(count: number, what: string, became: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'} ${became}`
}
