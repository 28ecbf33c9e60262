import type { MatcherContext } from '@retrial/core/matchers'

/** What is read of the state of jest's own runner. */
interface RunnerState {
  readonly currentlyRunningTest?: RunnerTest | null
  readonly rootDescribeBlock?: RunnerBlock
}

interface RunnerTest {
  readonly type: 'test'
  readonly name: string
  readonly failing?: boolean
}

interface RunnerBlock {
  readonly type: 'describeBlock'
  readonly name: string
  readonly children: readonly (RunnerBlock | RunnerTest)[]
}

/** Where jest 29 keeps it. One that keeps it elsewhere says itself what is looked for here. */
const slot = Object.getOwnPropertySymbols(globalThis).find(
  ({ description }) => description === 'JEST_STATE_SYMBOL',
)

/** A matcher's `this` with `testFailing`, which jest 29 does not tell, though its runner knows. */
export function withTestFailing(context: MatcherContext): MatcherContext {
  if (context.testFailing !== undefined || slot === undefined) return context
  const state = (globalThis as unknown as Record<symbol, RunnerState | undefined>)[slot]
  const concurrent = context.currentConcurrentTestName?.()
  const failing =
    concurrent === undefined
      ? state?.currentlyRunningTest?.failing === true
      : isFailing(state?.rootDescribeBlock, concurrent)
  return Object.assign(context, { testFailing: failing })
}

/** Of several tests of one name it is not known, unless all of them are the same in that. */
function isFailing(root: RunnerBlock | undefined, name: string): boolean | undefined {
  const [first, ...others] = new Set(
    testsIn(root, '').flatMap((test) => (test.name === name ? [test.failing] : [])),
  )
  return others.length === 0 ? first : undefined
}

function testsIn(block: RunnerBlock | undefined, prefix: string): { name: string; failing: boolean }[] {
  return (block?.children ?? []).flatMap((child) =>
    child.type === 'test'
      ? [{ name: prefix + child.name, failing: child.failing === true }]
      : testsIn(child, `${prefix}${child.name} `),
  )
}
