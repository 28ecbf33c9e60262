import { mainGlobal } from '../decision/realm.js'
import { runnerWraps } from './runner-wraps.js'

const SLOT = Symbol.for('@retrial/core.runner-wraps')

/**
 * The same as `runnerWraps`, found out once in a process: one process has one runner, and jest makes a sandbox of each
 * of many test files in it.
 */
export function wrapsOfProcess(...expectAndName: Parameters<typeof runnerWraps>): number {
  const host = mainGlobal() as { [SLOT]?: number | undefined }
  return (host[SLOT] ??= runnerWraps(...expectAndName))
}
