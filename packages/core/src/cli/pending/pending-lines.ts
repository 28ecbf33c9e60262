import { LIMITS } from '../../limits.js'
import { describeChange } from '../../reporting/describe-change.js'
import type { Paint } from '../../reporting/paint.js'
import { printable } from '../../reporting/printable.js'
import { sideBySide } from '../text/side-by-side.js'
import type { PendingView } from './pending-view.js'

/** A pending change in a few lines: what it is of, and a line for each field that changed. */
export function pendingLines(view: PendingView, paint: Paint): string[] {
  return [
    pendingTitle(view, paint),
    ...staleLine(view, paint),
    ...listed(view, (change) => [`      ${describeChange(change)}`]),
  ]
}

/** The same with whole values, what was recorded beside what it is now. */
export function pendingDetails(view: PendingView, columns: number, paint: Paint): string[] {
  return [
    pendingTitle(view, paint),
    ...staleLine(view, paint),
    ...listed(view, (change) => ['', ...sideBySide(change, columns, paint)]),
  ]
}

function pendingTitle({ change }: PendingView, paint: Paint): string {
  const { id, snapshot, verdict, policy, foundAt } = change
  const facts = [
    printable(snapshot.functionName),
    verdict,
    ...(policy === undefined ? [] : [`"${printable(policy)}"`]),
    `found ${printable(foundAt).slice(0, 16).replace('T', ' ')} UTC`,
  ]
  return `  ${paint('bold', printable(id))}  ${paint('dim', facts.join(' · '))}`
}

function staleLine({ stale }: PendingView, paint: Paint): string[] {
  return stale === undefined ? [] : [`      ${paint('yellow', `cannot be accepted: ${printable(stale)}`)}`]
}

function listed(
  { changes, omitted }: PendingView,
  lines: (change: PendingView['changes'][number]) => string[],
): string[] {
  const more = changes.length - LIMITS.shownChanges + omitted
  return [
    ...changes.slice(0, LIMITS.shownChanges).flatMap(lines),
    ...(changes.length > LIMITS.shownChanges || omitted > 0 ? [`      … and ${more} more`] : []),
  ]
}
