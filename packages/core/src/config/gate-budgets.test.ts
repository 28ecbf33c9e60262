import { expect, test } from 'vitest'
import { checkConfig } from './check-config.js'
import { checkGateBudgets } from './gate-budgets.js'

test('budgets that can be held are taken as they are', () => {
  const budgets = { maxNewViolations: 2, minPassRate: 0.9, minCoverage: 1, allowRemoved: true }
  expect(checkGateBudgets(budgets, 'gate')).toBe(budgets)
  expect(checkConfig({ gate: budgets }, 'the config')).toEqual({ gate: budgets })
})

test.each([
  [{ maxNewViolation: 1 }, 'Did you mean "maxNewViolations"?'],
  [{ allowLosened: true }, 'Did you mean "allowLoosened"?'],
  [{ tolerance: 1 }, 'has no option "tolerance"'],
  [{ maxNewViolations: 0.5 }, 'maxNewViolations of gate must be a whole number from 0, it is 0.5'],
  [{ maxNewViolations: -1 }, 'whole number from 0'],
  [{ maxNewViolations: '1' }, "it is '1'"],
  [{ minPassRate: 95 }, 'minPassRate of gate must be a number from 0 to 1, it is 95'],
  [{ minCoverage: NaN }, 'a number from 0 to 1, it is NaN'],
  [{ maxCostIncreasePercent: Infinity }, 'a number from 0, it is Infinity'],
  [{ maxBaselineAgeDays: -3 }, 'a number from 0'],
  [{ allowRemoved: 1 }, 'allowRemoved of gate must be true or false, it is 1'],
  [null, 'not an object'],
  ['strict', 'not an object'],
])('%o is refused', (budgets, says) => {
  expect(() => checkGateBudgets(budgets, 'gate')).toThrow(
    expect.objectContaining({ code: 'INVALID_OPTION', message: expect.stringContaining(says) }),
  )
  expect(() => checkConfig({ gate: budgets }, 'the config')).toThrow()
})
