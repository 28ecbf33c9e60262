import { inspect } from 'node:util'
import { UsageError } from '../errors.js'
import { checkOptionNames } from '../option-names.js'

/** What a run of live replays may spend, and how it asks. A budget is that of one run. */
export interface LiveSettings {
  /** Requests to the world. Default: no limit, as of the next two. */
  readonly maxCalls?: number
  /** Tokens, as the providers count them. */
  readonly maxTokens?: number
  /** US dollars, as the provider says, else by `prices`. */
  readonly maxCost?: number
  /** Requests a minute. Default: as fast as they are answered. */
  readonly callsPerMinute?: number
  /** How often a call is made whose world fails (no connection, 401, 429, 5xx …), at least 1. Default 3. */
  readonly attempts?: number
  /** Milliseconds before the second attempt, twice as many before each further one. Default 1,000. */
  readonly backoffMs?: number
  /** US dollars for a million tokens, by the name of the model. */
  readonly prices?: Readonly<Record<string, ModelPrice>>
}

export interface ModelPrice {
  readonly input: number
  readonly output: number
}

const WHOLE = ['maxCalls', 'maxTokens', 'callsPerMinute', 'attempts'] as const
const NUMBERS = ['maxCost', 'backoffMs'] as const

/** @throws UsageError `INVALID_OPTION` naming the setting, and the one that may have been meant. */
export function checkLiveSettings(settings: unknown, of: string): LiveSettings {
  if (typeof settings !== 'object' || settings === null) throw invalid(of, 'an object', settings)
  checkOptionNames(settings, [...WHOLE, ...NUMBERS, 'prices'], of)
  const given = settings as Record<string, unknown>
  for (const name of WHOLE) {
    const value = given[name]
    const least = name === 'callsPerMinute' || name === 'attempts' ? 1 : 0
    if (value !== undefined && !(Number.isInteger(value) && (value as number) >= least))
      throw invalid(`${of}.${name}`, `a whole number from ${least}`, value)
  }
  for (const name of NUMBERS) {
    if (given[name] !== undefined && !isAmount(given[name]))
      throw invalid(`${of}.${name}`, 'a number from 0', given[name])
  }
  const { prices = {} } = given
  if (typeof prices !== 'object' || prices === null) throw invalid(`${of}.prices`, 'an object', prices)
  for (const [model, price] of Object.entries(prices) as [string, unknown][]) {
    const { input, output } = (price ?? {}) as Record<string, unknown>
    if (!isAmount(input) || !isAmount(output))
      throw invalid(
        `${of}.prices[${JSON.stringify(model)}]`,
        '{ input, output }, US dollars for a million tokens',
        price,
      )
  }
  return settings
}

function isAmount(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0
}

function invalid(name: string, expected: string, value: unknown): UsageError {
  return new UsageError('INVALID_OPTION', `${name} must be ${expected}, it is ${inspect(value)}.`)
}
