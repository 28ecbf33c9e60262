import { isCi } from '../ci.js'
import type { ReplayResult } from '../replay/types.js'
import { LIMITS } from '../limits.js'
import { describeTrials } from '../reporting/describe-trials.js'
import { describeVariant } from '../reporting/describe-variant.js'
import { idsOf } from '../reporting/failure-groups.js'
import { failureMessage } from '../reporting/failure-message.js'
import { isForbidden } from '../reporting/is-forbidden.js'
import { printable } from '../reporting/printable.js'
import { replayRow, type Judged, type ReplayRow, type RowKind } from '../reporting/replay-row.js'
import { reportedPolicy } from '../reporting/report/reported-policy.js'
import { located } from './call-location.js'
import type { Check } from './check.js'
import { COMPARED } from './compared.js'
import type { MatcherContext, MatcherResult } from './context.js'
import { contextPaint } from './context-paint.js'
import { breaksProperties } from './held-to-properties.js'
import { hint } from './hint.js'
import { inFailingTest } from './meant-to-fail.js'
import { countSnapshot } from './snapshot-counters.js'
import { howItWrites, updateAsked, updateMode, whyNothingIsWritten } from './update-mode.js'
import { usedStore } from './used-store.js'

/** A result and what became of its baseline. */
export interface CheckedResult {
  readonly result: ReplayResult
  /** False where nothing was called that `-u` could record or accept. Default: true. */
  readonly acceptable?: boolean
  readonly kind: Exclude<RowKind, 'not-made'>
  /** Ids of further baselines that were compared with. */
  readonly uses?: readonly string[]
}

/** Hands the results to the reporter and turns them into what the runner wants. */
export function finish(check: Check, results: readonly CheckedResult[], judged: Judged = {}): MatcherResult {
  const { context, attempt, stack } = check
  const policy = judged.policy?.name
  const isNot = context.isNot === true
  const pass = results.every(({ result }) => result.verdict === 'match')
  // `.not` may hold for what was compared only: the rest passes neither way.
  const compared = results.every(({ result }) => COMPARED.includes(result.verdict))
  const store = usedStore()
  let place: Pick<ReplayRow, 'location'> | undefined
  for (const { result, kind, uses } of results) {
    const ok = isNot ? compared && !pass : result.verdict === 'match'
    const row = Object.assign(
      replayRow(result, kind, ok, judged),
      uses === undefined ? { store } : { store, uses },
      ok ? undefined : (place ??= located(stack(), context.testPath)),
    )
    attempt.report(context, row, judged.policy && reportedPolicy(judged.policy))
    // A poll asks again where it does not hold yet; one that is meant to fail has done what it should.
    const isFinal = ok || (context.poll !== true && !inFailingTest(context))
    if (!isNot && isFinal) countSnapshot(context, COUNTERS[ok ? kind : 'failed'])
  }
  const message = (): string => hint(check) + failureText(check, results, policy)
  if (isNot && !compared) return { pass: true, message }
  return { pass, message: pass ? () => hint(check) + heldText(check, results) : message }
}

const COUNTERS = { replayed: 'matched', recorded: 'added', updated: 'updated', failed: 'unmatched' } as const

function heldText({ context }: Check, results: readonly CheckedResult[]): string {
  const ids = idsOf(
    results.map(({ result }) => ({ id: printable(result.snapshotId) })),
    LIMITS.shownIds,
  )
  const paint = contextPaint(context)
  return `${heldHeadline(results)}\n\n${paint('green', '✓')} ${paint('bold', ids)}  ${paint('green', 'match')}`
}

function heldHeadline(results: readonly CheckedResult[]): string {
  const variants = results.filter(({ result }) => result.acceptedVariant !== undefined)
  const [only, ...more] = results
  if (only !== undefined && more.length === 0) {
    const facts = [
      ...(variants.length === 0 ? [] : [`it came to ${describeVariant(only.result)}`]),
      ...describeTrials(only.result),
    ]
    return `The decision still holds${facts.length === 0 ? '' : `: ${facts.join('; ')}`}.`
  }
  const share = variants.length === 0 ? '' : `, ${variants.length} of them by an accepted variant`
  return `All ${results.length} decisions still hold${share}.`
}

function failureText(check: Check, results: readonly CheckedResult[], policy: string | undefined): string {
  return failureMessage(
    results.map(({ result }) => result),
    {
      policy,
      isNot: check.context.isNot === true,
      next: nextSteps(check, results),
      paint: contextPaint(check.context),
    },
  )
}

function nextSteps({ context, host }: Check, results: readonly CheckedResult[]): string[] {
  const verdicts = new Set(results.map(({ result }) => result.verdict))
  if (verdicts.has('missing')) return [missingStep(context)]
  if (verdicts.has('error') || verdicts.has('escaped')) return []
  if (verdicts.has('timeout'))
    return ['If it needs longer, say so: { timeoutMs } of the assertion or of decision().']
  if (context.isNot === true) {
    return [
      `${host.acceptCommand} accepts nothing under .not: call the decision so that it asks what was recorded.`,
    ]
  }
  if (results.some(({ result }) => breaksProperties(result))) {
    return [
      `${host.acceptCommand} does not accept this: change the code, or the properties of the assertion.`,
    ]
  }
  const failed = results.filter(({ result }) => result.verdict !== 'match')
  if (failed.every(({ result }) => isForbidden(result.verdict, result.policyViolations))) {
    return [
      `${host.acceptCommand} does not accept this, as a rule forbids it whatever was recorded: change the code, or the policy.`,
    ]
  }
  if (updateAsked(context) && updateMode(context) === 'none') {
    const why = isCi() ? 'CI never writes baselines.' : whyNothingIsWritten()
    return [`Nothing was accepted: ${why} Accept the change ${howItWrites()} and commit it.`]
  }
  if (results.some(({ acceptable }) => acceptable === false)) {
    return [
      `${host.acceptCommand} accepts calls only: await expect(() => yourDecision(input)).toHaveNoDiffFrom(id)`,
    ]
  }
  return verdicts.has('miss') || verdicts.has('nondeterministic')
    ? [
        `If the change is meant, record the new answers with ${host.acceptCommand} (this calls the real services).`,
      ]
    : [`If the change is meant, accept it with ${host.acceptCommand}`]
}

function missingStep(context: MatcherContext): string {
  return updateMode(context) === 'none'
    ? `${whyNothingIsWritten()} Run the test ${howItWrites()} and commit the new baseline.`
    : 'Record it first: await expect(() => yourDecision(input)).toHaveNoDiffFrom(id), or capture().'
}
