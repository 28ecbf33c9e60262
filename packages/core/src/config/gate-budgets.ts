import { inspect } from 'node:util'
import { UsageError } from '../errors.js'
import { checkOptionNames } from '../option-names.js'

/** How much a pull request may change before the gate stops it. */
export interface GateBudgets {
  /** New violations that are let through. Default 0. */
  readonly maxNewViolations?: number
  /** The share of replayed decisions that must hold, 0 to 1. Default: no demand; what failed before may go on failing. */
  readonly minPassRate?: number
  /** The share of baselines that must have been replayed, 0 to 1. Default: at least those that the base replayed. */
  readonly minCoverage?: number
  /** By how many percent the model calls of the same decisions may cost more. Default: no demand. */
  readonly maxCostIncreasePercent?: number
  /** Baselines older than so many days are named. Default: none is. */
  readonly maxBaselineAgeDays?: number
  /** Baselines may be removed. Default false. */
  readonly allowRemoved?: boolean
  /** Policies may allow more than before, or something else. Default false. */
  readonly allowLoosened?: boolean
  /** Baselines may be of another model, or other parameters, than before. Default false. */
  readonly allowModelChange?: boolean
}

type Kind = 'count' | 'share' | 'amount' | 'boolean'

const KINDS: Readonly<Record<keyof GateBudgets, Kind>> = {
  maxNewViolations: 'count',
  minPassRate: 'share',
  minCoverage: 'share',
  maxCostIncreasePercent: 'amount',
  maxBaselineAgeDays: 'amount',
  allowRemoved: 'boolean',
  allowLoosened: 'boolean',
  allowModelChange: 'boolean',
}

export const GATE_BUDGETS = Object.keys(KINDS) as readonly (keyof GateBudgets)[]

const MEANING: Readonly<Record<Kind, string>> = {
  count: 'a whole number from 0',
  share: 'a number from 0 to 1',
  amount: 'a number from 0',
  boolean: 'true or false',
}

/** @throws UsageError `INVALID_OPTION` naming the budget, and the one that may have been meant. */
export function checkGateBudgets(budgets: unknown, of: string): GateBudgets {
  checkOptionNames(budgets, GATE_BUDGETS, of)
  for (const [name, kind] of Object.entries(KINDS)) {
    const value = (budgets as Record<string, unknown>)[name]
    if (value === undefined || fits(value, kind)) continue
    throw new UsageError(
      'INVALID_OPTION',
      `${name} of ${of} must be ${MEANING[kind]}, it is ${inspect(value)}.`,
    )
  }
  return budgets as GateBudgets
}

function fits(value: unknown, kind: Kind): boolean {
  if (kind === 'boolean') return typeof value === 'boolean'
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) return false
  return kind === 'amount' || (kind === 'share' ? value <= 1 : Number.isInteger(value))
}
