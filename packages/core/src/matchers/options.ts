import type { ComparingMode, EffectsMode, TrialRule } from '../replay/types.js'

/** What both matchers take. */
interface MatcherOptions {
  /** How outcomes are compared where no rule says otherwise. Default `tolerant`. */
  readonly mode?: ComparingMode
  /** `live` asks the world instead of the recording. Default `recorded`. */
  readonly effects?: EffectsMode
  /** Milliseconds a replay may take. Default: that of the decision, else 30,000. */
  readonly timeoutMs?: number
  /** Stops waiting when it aborts, as that of a vitest test does; the assertion then fails with its reason. */
  readonly signal?: AbortSignal
}

export interface ReplayMatchingOptions extends MatcherOptions {
  /** How often each decision is run, 1 to 1,000. Default 1. */
  readonly trials?: number
  /** How many of the trials of a decision must match. Default `all`. */
  readonly pass?: TrialRule
}

/** What an assertion says of members by their names: matchers, and values that are demanded as they are. */
export type Properties = Readonly<Record<string, unknown>>

export interface NoDiffOptions extends MatcherOptions {
  /**
   * Members of the output that may change, as in `toMatchSnapshot`: `{ requestId: expect.any(String) }`. What a matcher
   * accepts may differ from the recording; what it does not accept fails, is not recorded, and `-u` does not change that.
   * Members that are not named are compared as ever.
   */
  readonly properties?: Properties
  /** Labels stored with a new recording. */
  readonly tags?: Readonly<Record<string, string>>
}

export const REPLAY_MATCHING_OPTIONS = ['mode', 'effects', 'timeoutMs', 'signal', 'trials', 'pass']

export const NO_DIFF_OPTIONS = ['mode', 'effects', 'timeoutMs', 'signal', 'tags', 'properties']
