import { UsageError } from '../../errors.js'
import type { RunMode } from '../../run-mode.js'
import type { RunEnvironment, RunReport } from './run-report.js'

/** What differs between machines is listed: `20.20.2, 22.1.0`. */
export function mergeEnvironments(reports: readonly RunReport[]): Pick<RunReport, 'environment'> {
  const all = reports.flatMap(({ environment }) => environment ?? [])
  if (all.length === 0) return {}
  const listed = (name: Exclude<keyof RunEnvironment, 'ci'>): string =>
    [...new Set(all.flatMap((one) => one[name]?.split(', ') ?? []))].sort().join(', ')
  const runner = listed('runner')
  return {
    environment: {
      ...{ retrial: listed('retrial'), node: listed('node') },
      ...(runner === '' ? {} : { runner }),
      ...{ platform: listed('platform'), arch: listed('arch'), ci: all.some(({ ci }) => ci) },
    },
  }
}

/** @throws UsageError `REPORT_INVALID` where parts are of different commits. */
export function mergeCommits(reports: readonly RunReport[]): Pick<RunReport, 'commit'> {
  const all = reports.flatMap(({ commit }) => commit ?? [])
  const ids = [...new Set(all.map(({ id }) => id))]
  const [id, other] = ids
  if (id === undefined) return {}
  if (other !== undefined) {
    throw new UsageError(
      'REPORT_INVALID',
      `The reports are not of one run: they are of the commits ${ids.map((one) => one.slice(0, 12)).join(', ')}. Run all parts on the same commit.`,
    )
  }
  const [branch] = all.flatMap((one) => one.branch ?? []).sort()
  const changed = all.some((one) => one.changed)
  return { commit: { id, ...(branch === undefined ? {} : { branch }), changed } }
}

/** The later ones say less about what the code does: what one part did so, the whole did. */
const MODES: readonly (RunMode | undefined)[] = [undefined, 'replay', 'auto', 'off', 'record']

export function mergeRunModes(reports: readonly RunReport[]): Pick<RunReport, 'runMode'> {
  const mode = MODES[Math.max(...reports.map(({ runMode }) => MODES.indexOf(runMode)))]
  return mode === undefined ? {} : { runMode: mode }
}

/** Why the parts are not all of their tests, each reason once. */
export function mergeReasons(reports: readonly RunReport[]): string | undefined {
  const reasons = new Set(reports.flatMap(({ partial }) => partial?.split('; ') ?? []))
  return reasons.size === 0 ? undefined : [...reasons].sort().join('; ')
}
