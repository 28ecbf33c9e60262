import type { ReportedChange } from '../replay-row.js'
import type { ReportedRow } from '../report/run-report.js'
import { markdownCode, markdownFence } from './escape.js'
import { number } from './statistics.js'

/** What changed in a decision, folded: a diff, and what a failure says beside it. */
export function changedDecision(row: ReportedRow): string {
  const { id, verdict, ok, policy, functionName, test, misses = [], omittedChanges = 0 } = row
  const facts = [functionName, policy, test].filter((fact) => fact !== undefined).map(markdownCode)
  const changes = [...(row.changes ?? []), ...misses.flatMap(({ nearest }) => nearest?.changes ?? [])]
  return [
    `<details><summary>${markdownCode(id)} ${ok ? `${verdict}, changed` : verdict}</summary>`,
    ...(facts.length === 0 ? [] : [facts.join(' · ')]),
    ...(row.details.length === 0 ? [] : [markdownFence(row.details)]),
    ...(changes.length === 0 ? [] : [markdownFence(changes.flatMap(diffLines), 'diff')]),
    ...(omittedChanges === 0 ? [] : [`… and ${number(omittedChanges)} more changes.`]),
    '</details>',
  ].join('\n\n')
}

function diffLines({ fieldPath, oldValue, newValue }: ReportedChange): string[] {
  return [
    ...(oldValue === undefined ? [] : [`- ${fieldPath}: ${oldValue}`]),
    ...(newValue === undefined ? [] : [`+ ${fieldPath}: ${newValue}`]),
  ]
}
