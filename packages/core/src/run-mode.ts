import { UsageError } from './errors.js'
import { didYouMean } from './near-name.js'

/**
 * What a run does with baselines. `auto` follows the runner: what is new is recorded, `-u` accepts changes, and CI
 * writes nothing. `replay` writes nothing and calls nobody, whatever else was asked for. `record` calls everything for real and
 * records it anew. `off` runs nothing: every assertion fails as `unchecked`.
 */
export type RunMode = 'auto' | 'replay' | 'record' | 'off'

export const RUN_MODES: readonly RunMode[] = ['auto', 'replay', 'record', 'off']

/**
 * The mode that was asked for: `RETRIAL_MODE`, else what the config says.
 *
 * @throws UsageError `INVALID_OPTION` where the variable is set to no mode.
 */
export function runMode(configured: RunMode = 'auto'): RunMode {
  const asked = process.env['RETRIAL_MODE'] ?? ''
  // A variable that is set to nothing, as CI files do, says nothing.
  return asked === '' ? configured : checkRunMode(asked, 'RETRIAL_MODE')
}

/** @throws UsageError `INVALID_OPTION` unless it is the name of a mode. */
export function checkRunMode(value: unknown, of: string): RunMode {
  const mode = RUN_MODES.find((known) => known === value)
  if (mode !== undefined) return mode
  const near = typeof value === 'string' ? didYouMean(value, RUN_MODES) : ''
  throw new UsageError(
    'INVALID_OPTION',
    `${of} must be one of ${RUN_MODES.join(', ')}, it is ${JSON.stringify(value)}.${near}`,
  )
}
