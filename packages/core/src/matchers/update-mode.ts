import { ciMayWrite, isCi } from '../ci.js'
import type { MatcherContext } from './context.js'

/** What a run may write: `none`, `new` baselines, or `all`, which accepts changed ones too. */
export type UpdateMode = 'none' | 'new' | 'all'

/**
 * What this run may write. The runner's own word counts (`-u`, `--ci`), but CI never writes: the runners let `-u` win
 * there, Retrial does not. `RETRIAL_ALLOW_CI_WRITES=1` is the only way round.
 */
export function updateMode({ snapshotState }: Pick<MatcherContext, 'snapshotState'>): UpdateMode {
  const asked = snapshotState?._updateSnapshot
  if (!isCi()) return asked ?? 'new'
  if (!ciMayWrite()) return 'none'
  // The runners say `none` in CI unless `-u` was given.
  return asked === 'all' ? 'all' : 'new'
}

/** Whether `-u` was given, allowed or not. */
export function updateAsked({ snapshotState }: Pick<MatcherContext, 'snapshotState'>): boolean {
  return snapshotState?._updateSnapshot === 'all'
}
