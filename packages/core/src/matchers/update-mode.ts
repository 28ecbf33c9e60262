import { ciMayWrite, isCi } from '../ci.js'
import { UsageError } from '../errors.js'
import { runMode } from '../run-mode.js'
import type { MatcherContext } from './context.js'
import { runSettings } from './run-settings.js'

/**
 * What a run may write: `none`; `new` baselines; `all`, which accepts changed ones too; or `record`, which calls every
 * decision for real and records it anew.
 */
export type UpdateMode = 'none' | 'new' | 'all' | 'record'

/**
 * What this run may write. `RETRIAL_MODE` counts, then the runner's own word (`-u`, `--ci`), but CI never writes: the
 * runners let `-u` win there, Retrial does not. `RETRIAL_ALLOW_CI_WRITES=1` is the only way round.
 *
 * @throws UsageError `SWITCHED_OFF` with `RETRIAL_MODE=off`; `CI_WRITE_REFUSED` for `record` in CI; `INVALID_OPTION`
 * for an unknown mode, and for `record` in watch mode.
 */
export function updateMode({ snapshotState }: Pick<MatcherContext, 'snapshotState'>): UpdateMode {
  const asked = snapshotState?._updateSnapshot
  const { runMode: configured, watch } = runSettings()
  const mode = runMode(configured)
  if (mode === 'record' && watch) throw recordingForever()
  if (mode === 'off') throw switchedOff()
  if (mode === 'replay') return 'none'
  if (mode === 'record') return recording()
  if (!isCi()) return asked ?? 'new'
  if (!ciMayWrite()) return 'none'
  // The runners say `none` in CI unless `-u` was given.
  return asked === 'all' ? 'all' : 'new'
}

/** Whether `-u` was given, allowed or not. */
export function updateAsked({ snapshotState }: Pick<MatcherContext, 'snapshotState'>): boolean {
  return snapshotState?._updateSnapshot === 'all'
}

/** Who says that this run writes nothing, as a sentence; for a run whose mode is `none`. */
export function whyNothingIsWritten(): string {
  if (isCi()) return 'CI never records.'
  return runMode(runSettings().runMode) === 'replay'
    ? 'This run records nothing: its mode is replay (RETRIAL_MODE).'
    : 'This run records nothing: the runner was told to write no snapshots.'
}

/** How a run would write, as the rest of a sentence; for a run whose mode is `none`. */
export function howItWrites(): string {
  if (isCi()) return 'on your machine'
  return runMode(runSettings().runMode) === 'replay'
    ? 'with RETRIAL_MODE=auto'
    : 'without that flag (--ci, --update=none)'
}

function recording(): 'record' {
  if (!isCi() || ciMayWrite()) return 'record'
  throw new UsageError(
    'CI_WRITE_REFUSED',
    'Nothing was recorded: the mode is record (RETRIAL_MODE), and this is a CI job (CI is set), which never writes baselines. If that is meant, set RETRIAL_ALLOW_CI_WRITES=1.',
  )
}

/** Not checked never reads as passed. */
function switchedOff(): UsageError {
  return new UsageError(
    'SWITCHED_OFF',
    'Nothing was run: the mode is off (RETRIAL_MODE), so that nothing is known of this decision. To leave its test out, skip it.',
  )
}

/** What a run writes starts the next one in jest; and each would call everything for real. */
function recordingForever(): UsageError {
  return new UsageError(
    'INVALID_OPTION',
    'The mode record (RETRIAL_MODE) is not for watch mode: every run would call the real services and record everything anew. Run the tests once.',
  )
}
