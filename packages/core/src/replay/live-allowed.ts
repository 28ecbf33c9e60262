import { ciMayGoLive, isCi } from '../ci.js'
import { UsageError } from '../errors.js'

/**
 * A live replay calls paid services and gives another answer every time: in a CI job it must be asked for twice.
 *
 * @throws UsageError `LIVE_IN_CI` in a CI job without `RETRIAL_LIVE=1`.
 */
export function checkLiveAllowed(what: string): void {
  if (!isCi() || ciMayGoLive()) return
  throw new UsageError(
    'LIVE_IN_CI',
    `${what} calls the real world, and this is a CI job (CI is set). If that is meant, say so a second time: RETRIAL_LIVE=1.`,
  )
}
