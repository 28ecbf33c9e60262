import { LIMITS } from '../limits.js'
import type { ReplayResult } from '../replay/types.js'
import { explainResult } from './explain-result.js'
import { idsOf, sameCause, type Failure } from './failure-groups.js'
import type { Paint } from './paint.js'
import { printable } from './printable.js'

export interface FailureContext {
  readonly policy?: string | undefined
  /** True for `.not`, which nothing but a replay that was compared can fulfil. */
  readonly isNot?: boolean
  /** What to do next, one line each. */
  readonly next: readonly string[]
  readonly paint: Paint
}

/** What a person reads under a failed test: which decisions did not hold, why, and what to do next. */
export function failureMessage(
  results: readonly ReplayResult[],
  { policy, isNot = false, next, paint }: FailureContext,
): string {
  const failures = results.filter(({ verdict }) => verdict !== 'match').map(toFailure)
  const groups = sameCause(failures)
  const shown = groups.slice(0, LIMITS.shownResults)
  const hidden = failures.length - shown.flat().length
  return [
    headline(failures.length, results.length, policy, isNot),
    ...shown.map((group) => block(group, paint)),
    ...(hidden > 0 ? [`… and ${hidden} more`] : []),
    next.map((line) => paint('dim', `→ ${line}`)).join('\n'),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

function toFailure(result: ReplayResult): Failure {
  return { id: printable(result.snapshotId), verdict: result.verdict, details: explainResult(result) }
}

function headline(failed: number, total: number, policy: string | undefined, isNot: boolean): string {
  if (isNot) return 'Not everything was compared, so that `.not` says nothing.'
  const under = policy === undefined ? '' : ` under policy "${printable(policy)}"`
  return total === 1
    ? `The decision did not hold${under}.`
    : `${failed} of ${total} decisions did not hold${under}.`
}

function block(group: readonly [Failure, ...Failure[]], paint: Paint): string {
  const [{ verdict, details }] = group
  const title = `${paint('red', '✗')} ${paint('bold', idsOf(group, LIMITS.shownIds))}  ${paint('red', verdict)}`
  return [title, ...details.map((line) => `    ${line}`)].join('\n')
}
