import { addUsage } from '../providers/usage.js'
import type { Usage } from '../snapshot/types.js'
import type { ReplayResult } from './types.js'

/** The tokens of a replay, of all its trials together; undefined where none was counted. */
export function usageOf(
  result: Partial<Pick<ReplayResult, 'trials' | 'replayedSnapshot'>>,
): Usage | undefined {
  return result.trials?.usage ?? result.replayedSnapshot?.usage
}

/** The tokens of several replays. A cost that some of them did not give is not known. */
export function usageOfAll(results: readonly ReplayResult[]): Usage | undefined {
  return results
    .flatMap((result) => usageOf(result) ?? [])
    .reduce<Usage | undefined>((sum, usage) => addUsage(sum, usage), undefined)
}
