import { isReplayError, type ReplayErrorCode } from '../errors.js'
import type { TransferProblem } from './imported-row.js'

/** These say something of the whole store: the next row would fare no better. */
const OF_THE_STORE: readonly ReplayErrorCode[] = [
  'INVALID_OPTION',
  'INVALID_IMPORT',
  'STORE_TOO_NEW',
  'STORE_UNSAFE_SCHEMA',
  'STORE_BUSY',
  'STORE_READ_ONLY',
  'STORE_FULL',
  'STORE_CLOSED',
  'NATIVE_BINDING',
]

/**
 * A failure as the problem of one row.
 *
 * @throws the failure itself where it is not about this row.
 */
export function rowProblem(id: string, error: unknown): TransferProblem {
  // Text nested too deep for the stack.
  if (error instanceof RangeError)
    return { id, code: 'LIMIT_EXCEEDED', message: `Nested too deep: ${error.message}.` }
  if (!isReplayError(error) || OF_THE_STORE.includes(error.code)) throw error
  return { id, code: error.code, message: error.message }
}
