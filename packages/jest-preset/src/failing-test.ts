import type { MatcherContext } from '@retrial/core/matchers'

/** What is read of the state of jest's own runner. */
interface RunnerState {
  readonly currentlyRunningTest?: { readonly failing?: boolean } | null
}

/** Where jest 29 keeps it. One that keeps it elsewhere says itself what is looked for here. */
const slot = Object.getOwnPropertySymbols(globalThis).find(
  ({ description }) => description === 'JEST_STATE_SYMBOL',
)

/**
 * A matcher's `this` with `testFailing`, which jest 29 does not tell, though its runner knows. Of concurrent tests nobody
 * there knows which one runs.
 */
export function withTestFailing(context: MatcherContext): MatcherContext {
  const known = context.testFailing !== undefined || context.currentConcurrentTestName?.() !== undefined
  if (known || slot === undefined) return context
  const state = (globalThis as unknown as Record<symbol, RunnerState | undefined>)[slot]
  return Object.assign(context, { testFailing: state?.currentlyRunningTest?.failing === true })
}
