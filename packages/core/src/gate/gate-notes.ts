import type { Evidence } from './evidence.js'
import type { Findings } from './gate-reasons.js'

/** What there is to say beside the verdict: what was not compared, and what looks odd. */
export function gateNotes(base: Evidence, head: Evidence, findings: Findings): string[] {
  const { base: was, head: is } = findings
  const found = [...(base.notes ?? []), ...(head.notes ?? [])]
  if (base.report === undefined && head.report !== undefined) {
    found.push('there is no report of the base: policies were not compared, and every failure counts as new')
  }
  if (head.baselines === undefined && head.report !== undefined) {
    found.push(
      'the store of the head is not at hand: removed baselines cannot be told from those not replayed',
    )
  }
  if (was.runner !== undefined && is.runner !== undefined && was.runner !== is.runner) {
    found.push(`the base ran under ${was.runner}, the head under ${is.runner}`)
  }
  if ((was.createdAt ?? '') > (is.createdAt ?? '￿')) {
    found.push('the base ran after the head: what was added to it since reads as removed')
  }
  const edited = findings.changedBaselines.filter((one) => one.edited)
  if (edited.length > 0) {
    found.push(`edited by hand, by their content hash: ${edited.map(({ id }) => id).join(', ')}`)
  }
  const inverted = new Set(
    (head.report?.rows ?? []).filter(({ ok, verdict }) => ok && verdict !== 'match').map(({ id }) => id),
  )
  if (inverted.size > 0) found.push(`asserted not to hold: ${[...inverted].sort().join(', ')}`)
  const short = findings.samples.filter(({ answer }) => answer === 'insufficient-sample')
  if (short.length > 0) {
    found.push(
      `insufficient sample: so few trials show no difference, however large: ${short.map(({ id }) => id).join(', ')}`,
    )
  }
  return found
}
