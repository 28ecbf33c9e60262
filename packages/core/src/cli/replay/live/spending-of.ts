import type { LiveSettings } from '../../../config/live-settings.js'
import type { DecisionSnapshot } from '../../../snapshot/types.js'
import type { Spending } from './budget.js'

/** What a recorded call has cost, or will cost again: its requests, and what the providers said of them. */
export function spendingOf(snapshot: DecisionSnapshot, { prices = {} }: LiveSettings): Spending {
  const { effects, usage, modelParameters } = snapshot
  const calls = effects.filter(({ kind }) => kind === 'http').length
  if (calls === 0) return { calls, tokens: 0, cost: 0 }
  const names = [modelParameters?.modelVersion, modelParameters?.modelName]
  const model = names.find((name) => name !== undefined && Object.hasOwn(prices, name))
  const price = model === undefined ? undefined : prices[model]
  const priced =
    usage === undefined || price === undefined
      ? undefined
      : (usage.inputTokens * price.input + usage.outputTokens * price.output) / 1e6
  return { calls, tokens: usage?.totalTokens, cost: usage?.cost ?? priced }
}
