import { checkLiveSettings, type LiveSettings } from '../../../config/live-settings.js'
import { UsageError } from '../../../errors.js'
import { countOf } from '../../options/query.js'

export interface LiveOptions {
  readonly live?: boolean
  readonly concurrency?: string
  readonly maxCalls?: string
  readonly maxTokens?: string
  readonly maxCost?: string
}

/**
 * What a live run may spend: the options go before the config, one by one.
 *
 * @throws UsageError `INVALID_OPTION`, also for an option of live runs without `--live`.
 */
export function liveSettings(options: LiveOptions, configured: LiveSettings = {}): LiveSettings {
  const { maxCalls, maxTokens, maxCost, live, concurrency } = options
  const useless = Object.entries({
    '--max-calls': maxCalls,
    '--max-tokens': maxTokens,
    '--max-cost': maxCost,
  }).find(([, value]) => value !== undefined)
  if (live !== true && useless !== undefined) {
    throw new UsageError(
      'INVALID_OPTION',
      `${useless[0]} is for --live: a replay from recordings costs nothing.`,
    )
  }
  if (live === true && concurrency !== undefined && concurrency !== '1') {
    throw new UsageError(
      'INVALID_OPTION',
      '--concurrency is not for --live: one after the other stays in its budget.',
    )
  }
  if (maxCost !== undefined && !/^\d+(?:\.\d+)?$/.test(maxCost)) {
    throw new UsageError('INVALID_OPTION', `--max-cost takes US dollars, not ${JSON.stringify(maxCost)}.`)
  }
  return checkLiveSettings(
    {
      ...configured,
      ...(maxCalls === undefined ? {} : { maxCalls: countOf('--max-calls', maxCalls) }),
      ...(maxTokens === undefined ? {} : { maxTokens: countOf('--max-tokens', maxTokens) }),
      ...(maxCost === undefined ? {} : { maxCost: Number(maxCost) }),
    },
    'live',
  )
}
