import type { HttpTapName } from './decision/definition.js'
import { setHttpTaps } from './effects/http/http-taps.js'
import { checkKnownOptions } from './known-options.js'
import { setLimits, type Limits } from './limits.js'
import type { RedactionSettings } from './snapshot/redaction/rules.js'
import { setRedaction } from './snapshot/redaction/settings.js'

/** Settings of a process. */
export interface Settings {
  /** Caps on what is recorded and shown. Those not named keep their default. */
  readonly limits?: Partial<Limits>
  /** What is taken out of recordings beside credentials; false switches redaction off. */
  readonly redaction?: RedactionSettings | false
  /** Which HTTP clients are taped where a decision does not say: `['undici']`, or `['undici', 'node']` for all. */
  readonly http?: readonly HttpTapName[]
}

/**
 * Sets limits, redaction and taps for this process; in a test run, call it in a setup file of the runner. A group that is
 * given takes the place of what was set before, a group that is not given stays.
 *
 * @throws UsageError `INVALID_OPTION` naming the setting.
 */
export function configure(settings: Settings): void {
  checkKnownOptions(settings, ['limits', 'redaction', 'http'], 'configure()')
  const { limits, redaction, http } = settings
  if (limits !== undefined) setLimits(limits)
  if (redaction !== undefined) setRedaction(redaction)
  if (http !== undefined) setHttpTaps(http)
}
