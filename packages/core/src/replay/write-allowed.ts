import { ciMayWrite, isCi } from '../ci.js'
import { UsageError } from '../errors.js'
import { runMode } from '../run-mode.js'

/**
 * @param what was not done, as a clause.
 * @throws UsageError `CI_WRITE_REFUSED` in a CI job that was not told that it may write baselines, and with
 * `RETRIAL_MODE=replay`.
 */
export function checkWriteAllowed(what: string): void {
  if (runMode() === 'replay') {
    throw new UsageError(
      'CI_WRITE_REFUSED',
      `${what}: the mode of this run is replay (RETRIAL_MODE), which writes nothing. If that is meant, unset it.`,
    )
  }
  if (!isCi() || ciMayWrite()) return
  throw new UsageError(
    'CI_WRITE_REFUSED',
    `${what}: this is a CI job (CI is set), which never writes baselines. If that is meant, set RETRIAL_ALLOW_CI_WRITES=1.`,
  )
}
