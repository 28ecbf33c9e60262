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

/** Of a file: all of its tests are known before one runs. */
const byRoot = new WeakMap<RunnerBlock, ReadonlyMap<string, boolean | undefined>>()

function isFailing(root: RunnerBlock | undefined, name: string): boolean | undefined {
  if (root === undefined) return undefined
  const known = byRoot.get(root) ?? failingByName(root)
  byRoot.set(root, known)
  return known.get(name)
}

/** Of several tests of one name it is not known, unless all of them are the same in that. */
function failingByName(root: RunnerBlock): Map<string, boolean | undefined> {
  const found = new Map<string, boolean | undefined>()
  for (const [name, failing] of testsIn(root, ''))
    found.set(name, !found.has(name) || found.get(name) === failing ? failing : undefined)
  return found
}

function testsIn({ children }: RunnerBlock, prefix: string): [name: string, failing: boolean][] {
  return children.flatMap((child) =>
    child.type === 'test'
      ? [[prefix + child.name, child.failing === true]]
      : testsIn(child, `${prefix}${child.name} `),
  )
}
