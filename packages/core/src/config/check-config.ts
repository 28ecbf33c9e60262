import { checkVolatile } from '../decision/volatile-paths.js'
import { UsageError } from '../errors.js'
import { checkHttpTaps } from '../known-options.js'
import { checkLimits } from '../limits.js'
import { checkOptionNames } from '../option-names.js'
import type { ComparingMode } from '../replay/types.js'
import { checkRunMode } from '../run-mode.js'
import { checkGuardWords } from '../similarity/guard-words.js'
import { checkScorerChoice } from '../similarity/scorer-choice.js'
import { checkRedaction } from '../snapshot/redaction/rules.js'
import { parseStoreUrl } from '../store/store-url.js'
import { checkGateBudgets } from './gate-budgets.js'
import { checkLiveSettings } from './live-settings.js'
import type { RetrialConfig } from './retrial-config.js'

const COMPARING: readonly ComparingMode[] = ['strict', 'tolerant']

/** Every option there is, and what it must be. */
const CHECKS: Readonly<Record<keyof RetrialConfig, (value: unknown) => void>> = {
  store: (value) => parseStoreUrl(value, '.'),
  mode: (value) => {
    if (COMPARING.some((mode) => mode === value)) return
    throw new UsageError('INVALID_OPTION', `mode must be strict or tolerant, it is ${JSON.stringify(value)}.`)
  },
  runMode: (value) => checkRunMode(value, 'runMode'),
  imports: (value) => {
    if (Array.isArray(value) && value.every((file) => typeof file === 'string' && file !== '')) return
    throw new UsageError('INVALID_OPTION', "imports must be a list of files, such as ['./src/triage.ts'].")
  },
  live: (value) => {
    checkLiveSettings(value, 'live')
  },
  limits: (value) => {
    checkLimits(value)
  },
  redaction: (value) => {
    if (value !== false) checkRedaction(value, 'redaction', ['allow'])
  },
  volatile: (value) => {
    checkVolatile(value, 'the config')
  },
  http: (value) => {
    checkHttpTaps(value, 'the config')
  },
  scorer: (value) => {
    checkScorerChoice(value, 'the config')
  },
  words: (value) => {
    checkGuardWords(value, 'the config')
  },
  gate: (value) => {
    checkGateBudgets(value, 'gate')
  },
}

/**
 * Checks every option of a config.
 *
 * @throws UsageError `INVALID_OPTION` naming the option, and the one that may have been meant.
 */
export function checkConfig(config: unknown, of: string): RetrialConfig {
  checkOptionNames(config, Object.keys(CHECKS), of)
  for (const [name, check] of Object.entries(CHECKS)) {
    const value = (config as Record<string, unknown>)[name]
    if (value !== undefined) check(value)
  }
  return config as RetrialConfig
}
