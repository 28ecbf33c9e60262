import type { LiveSettings } from '../../../config/live-settings.js'

/** What was spent, or will be as far as is known. A cost or tokens that nobody told are undefined. */
export interface Spending {
  readonly calls: number
  readonly tokens: number | undefined
  readonly cost: number | undefined
}

/** Stops a run before it spends more than it may. */
export class Budget {
  private calls = 0
  private tokens = 0
  private cost = 0
  /** Whether some of it is not known. */
  private readonly unknown = { tokens: false, cost: false }

  constructor(private readonly limits: Pick<LiveSettings, 'maxCalls' | 'maxTokens' | 'maxCost'>) {}

  /** So far; what nobody told counts as nothing, and is undefined where that is all. */
  get spent(): Spending {
    const { calls, tokens, cost, unknown } = this
    return {
      calls,
      tokens: unknown.tokens && tokens === 0 ? undefined : tokens,
      cost: unknown.cost && cost === 0 ? undefined : cost,
    }
  }

  add({ calls, tokens, cost }: Spending): void {
    this.calls += calls
    this.tokens += tokens ?? 0
    this.cost += cost ?? 0
    this.unknown.tokens ||= tokens === undefined && calls > 0
    this.unknown.cost ||= cost === undefined && calls > 0
  }

  /** Why a trial that costs about so much may not be made; undefined where it may. */
  refusal(next: Spending): string | undefined {
    const { maxCalls, maxTokens, maxCost } = this.limits
    if (maxTokens !== undefined && this.unknown.tokens)
      return 'there is a limit on tokens (maxTokens), and a call did not say how many it took'
    if (maxCost !== undefined && this.unknown.cost)
      return 'there is a limit on the cost (maxCost), and that of a call is not known: give live.prices for its model'
    if (maxCalls !== undefined && this.calls + next.calls > maxCalls)
      return `the budget of ${maxCalls} calls (maxCalls) is spent: ${this.calls} were made`
    if (maxTokens !== undefined && this.tokens + (next.tokens ?? 0) > maxTokens)
      return `the budget of ${maxTokens} tokens (maxTokens) is spent: ${this.tokens} were used`
    if (maxCost !== undefined && this.cost + (next.cost ?? 0) > maxCost)
      return `the budget of $${maxCost} (maxCost) is spent: $${Number(this.cost.toPrecision(4))} so far`
    return undefined
  }
}
