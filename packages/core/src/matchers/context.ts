/** The part of a matcher's `this` that vitest and jest have in common, and what each of them adds. */
export interface MatcherContext {
  readonly isNot?: boolean | undefined
  readonly promise?: string | undefined
  /** True under vitest's `expect.poll`. */
  readonly poll?: boolean | undefined
  /** True under vitest's `expect.soft`. */
  readonly soft?: boolean | undefined
  /** vitest's assertion, the same at each try of a poll. */
  readonly assertion?: unknown
  readonly utils: MatcherUtils
  readonly snapshotState?: SnapshotState | undefined
  readonly task?: unknown
  readonly testPath?: string | undefined
  readonly currentTestName?: string | undefined
  /** jest's name of the test under `test.concurrent`. */
  readonly currentConcurrentTestName?: () => string | undefined
  /** jest's own object for the test, from 30.5 on. */
  readonly currentTestIdentity?: () => object | undefined
  /** True in jest's `test.failing`; of jest 29 the adapter knows. */
  readonly testFailing?: boolean | undefined
}

interface MatcherUtils {
  matcherHint(
    name: string,
    received?: string,
    expected?: string,
    options?: { isNot?: boolean; promise?: string },
  ): string
  EXPECTED_COLOR(text: string): string
  RECEIVED_COLOR(text: string): string
  BOLD_WEIGHT?(text: string): string
  DIM_COLOR?(text: string): string
}

/** What the runner was told about snapshots; ours follow it. Counters are numbers in jest, maps in vitest. */
export interface SnapshotState {
  readonly _updateSnapshot?: 'all' | 'new' | 'none'
  [counter: string]: unknown
}

export interface MatcherResult {
  readonly pass: boolean
  readonly message: () => string
}
