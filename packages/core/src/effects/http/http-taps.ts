import type { DecisionDefinition, HttpTapName } from '../../decision/definition.js'
import { checkHttpTaps } from '../../known-options.js'
import { processSettings } from '../../process-settings.js'

const SLOT = Symbol.for('@retrial/core.httpTaps')
const host = globalThis as { [SLOT]?: readonly HttpTapName[] | undefined }

/**
 * Sets which HTTP clients are taped where a decision does not say.
 *
 * @throws UsageError `INVALID_OPTION`
 */
export function setHttpTaps(names: readonly HttpTapName[]): void {
  checkHttpTaps(names, 'configure()')
  host[SLOT] = [...names]
}

/** Whether `node:http` is taped in calls of a decision. */
export function tapsNode({ options }: DecisionDefinition): boolean {
  return (options.http ?? host[SLOT] ?? processSettings().http ?? []).includes('node')
}
