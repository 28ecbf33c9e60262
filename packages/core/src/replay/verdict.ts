/**
 * What one replay came to. Only `match` passes.
 *
 * - `match`: outcome as the mode and the policy ask for.
 * - `violation`: the policy does not allow what changed.
 * - `mismatch`: the outcome changed, by the mode, and there is no policy.
 * - `error`: the replay itself could not be made or judged.
 * - `missing`: there is no such snapshot.
 * - `miss`: the code asked the world for something that was not recorded.
 * - `unused`: the code no longer makes a contact that was recorded.
 * - `timeout`: the code did not finish in time.
 * - `escaped`: the code reached the network around the tape, through `node:http` say.
 * - `nondeterministic`: two replays of one recording came to different things.
 * - `unchecked`: nothing was run, and a rule of the policy needs a replay, or there is no rule to check.
 */
export const VERDICTS = [
  'match',
  'violation',
  'mismatch',
  'error',
  'missing',
  'miss',
  'unused',
  'escaped',
  'timeout',
  'nondeterministic',
  'unchecked',
] as const

export type Verdict = (typeof VERDICTS)[number]

/**
 * `pending`: nothing is registered to run. `running`: under way, as `onProgress` hears of it; no result has it.
 * `success`: a match. `partial`: some outputs or trials match. `failed`: anything else.
 */
export type ReplayStatus = 'pending' | 'running' | 'success' | 'failed' | 'partial'
