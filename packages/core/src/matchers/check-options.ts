import { checkLiveAllowed } from '../replay/live-allowed.js'
import { checkMatcherOptions } from '../replay/options.js'
import type { EffectsMode } from '../replay/types.js'
import { runSettings } from './run-settings.js'

/**
 * The options of an assertion. Only here the mode of runs is known that the config names, and with it whether the real
 * world may be called.
 *
 * @param known what the matcher takes.
 * @throws UsageError `INVALID_OPTION` naming the option; `LIVE_IN_CI`.
 */
export function checkOptions(
  options: { readonly mode?: unknown; readonly effects?: EffectsMode },
  of: string,
  known: readonly string[],
): void {
  checkMatcherOptions(options, of, known)
  if (options.effects === 'live') checkLiveAllowed(`${of} with effects: 'live'`, runSettings().runMode)
}
