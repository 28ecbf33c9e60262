import { UsageError } from '../../errors.js'
import type { ComparingMode, TrialRule } from '../../replay/types.js'
import { countOf } from '../options/query.js'

/** @throws UsageError `INVALID_OPTION` */
export function modeOf(text: string): ComparingMode {
  if (text === 'strict' || text === 'tolerant') return text
  throw new UsageError(
    'INVALID_OPTION',
    `--mode takes strict or tolerant, not ${JSON.stringify(text)}. To check recordings without replaying them: retrial validate.`,
  )
}

/** `all`, `majority`, `any`, or a share such as `0.8`. @throws UsageError `INVALID_OPTION` */
export function passOf(text: string): TrialRule {
  if (text === 'all' || text === 'majority' || text === 'any') return text
  const rate = /^\d*\.?\d+$/.test(text) ? Number(text) : 0
  if (rate > 0 && rate <= 1) return { rate }
  throw new UsageError(
    'INVALID_OPTION',
    `--pass takes all, majority, any, or a share above 0 and up to 1, not ${JSON.stringify(text)}.`,
  )
}

/** @throws UsageError `INVALID_OPTION` unless it is a whole number from 1. */
export function atLeastOne(option: string, text: string): number {
  const count = countOf(option, text)
  if (count >= 1) return count
  throw new UsageError('INVALID_OPTION', `${option} takes a whole number of at least 1.`)
}
