import { describe, expect, test } from 'vitest'
import { Budget, type Spending } from './budget.js'

const spending = (calls: number, tokens?: number, cost?: number): Spending => ({ calls, tokens, cost })

describe('a budget', () => {
  test.each<[string, ConstructorParameters<typeof Budget>[0], Spending[], Spending, string | undefined]>([
    ['without limits', {}, [spending(99)], spending(99), undefined],
    ['of calls, just enough', { maxCalls: 3 }, [spending(2, 1, 1)], spending(1, 1, 1), undefined],
    ['of calls, one too many', { maxCalls: 3 }, [spending(2, 1, 1)], spending(2, 1, 1), 'maxCalls'],
    ['of tokens, just enough', { maxTokens: 30 }, [spending(1, 10)], spending(1, 20), undefined],
    ['of tokens, too many', { maxTokens: 30 }, [spending(1, 10)], spending(1, 21), 'maxTokens'],
    ['of tokens that were not told', { maxTokens: 30 }, [spending(1)], spending(0, 0), 'did not say'],
    ['of tokens, of no calls', { maxTokens: 30 }, [spending(0)], spending(1, 30), undefined],
    ['of a cost, just enough', { maxCost: 0.3 }, [spending(1, 1, 0.25)], spending(1, 1, 0.05), undefined],
    ['of a cost, too high', { maxCost: 0.3 }, [spending(1, 1, 0.25)], spending(1, 1, 0.06), 'maxCost'],
    ['of a cost that is not known', { maxCost: 9 }, [spending(1, 1)], spending(1, 1), 'live.prices'],
    ['of what is not limited', { maxCalls: 9 }, [spending(1)], spending(1), undefined],
  ])('%s', (_what, limits, made, next, text) => {
    const budget = new Budget(limits)
    for (const each of made) budget.add(each)
    if (text === undefined) expect(budget.refusal(next)).toBeUndefined()
    else expect(budget.refusal(next)).toContain(text)
  })

  test('says what was spent, and what nobody knows', () => {
    const budget = new Budget({})
    expect(budget.spent).toEqual({ calls: 0, tokens: 0, cost: 0 })
    budget.add(spending(2, 10))
    expect(budget.spent).toEqual({ calls: 2, tokens: 10, cost: undefined })
  })
})
