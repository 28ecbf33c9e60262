/**
 * `@retrial/core/config`: `retrial.config.ts`, which the runners' adapters and the command line share.
 *
 * @module
 */
export { baselineFolder, baselinePath } from './baseline-folder.js'
export { baselinePlace } from './baseline-place.js'
export { checkConfig } from './check-config.js'
export { checkNoOptions } from './check-no-options.js'
export { configText } from './config-text.js'
export { loadConfig, loadConfigFile, loadConfigOnce } from './load-config.js'
export { defineConfig } from './retrial-config.js'
export { UsageError } from '../errors.js'

export type { BaselinePlace } from './baseline-place.js'
export type { GateBudgets } from './gate-budgets.js'
export type { LoadedConfig } from './load-config.js'
export type { RetrialConfig } from './retrial-config.js'
export type { RunMode } from '../run-mode.js'
