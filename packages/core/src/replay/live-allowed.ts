import { ciMayGoLive, isCi } from '../ci.js'
import { UsageError } from '../errors.js'
import { runMode, type RunMode } from '../run-mode.js'

/**
 * A live replay calls paid services and gives another answer every time: in a run that only replays it must be asked for twice.
 *
 * @param configured the mode of runs that the config names, where one is known.
 * @throws UsageError `LIVE_IN_CI` in a CI job, or in the mode `replay`, without `RETRIAL_LIVE=1`.
 */
export function checkLiveAllowed(what: string, configured?: RunMode): void {
  if (!(isCi() || runMode(configured) === 'replay') || ciMayGoLive()) return
  const why = isCi() ? 'this is a CI job (CI is set)' : 'the mode of this run is replay (RETRIAL_MODE)'
  throw new UsageError(
    'LIVE_IN_CI',
    `${what} calls the real world, and ${why}. If that is meant, say so a second time: RETRIAL_LIVE=1.`,
  )
}
