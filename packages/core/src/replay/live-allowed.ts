import { ciMayGoLive, isCi } from '../ci.js'
import { UsageError } from '../errors.js'
import { runMode } from '../run-mode.js'

/**
 * A live replay calls paid services and gives another answer every time: in a run that only replays it must be asked for twice.
 *
 * @throws UsageError `LIVE_IN_CI` in a CI job, or in the mode `replay`, without `RETRIAL_LIVE=1`.
 */
export function checkLiveAllowed(what: string): void {
  if (!(isCi() || runMode() === 'replay') || ciMayGoLive()) return
  const why = isCi() ? 'this is a CI job (CI is set)' : 'the mode of this run is replay (RETRIAL_MODE)'
  throw new UsageError(
    'LIVE_IN_CI',
    `${what} calls the real world, and ${why}. If that is meant, say so a second time: RETRIAL_LIVE=1.`,
  )
}
