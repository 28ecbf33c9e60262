import { expect, jest } from '@jest/globals'
import { failLate, lateRow, type LostAssertion } from '@retrial/core/matchers'
import { sendLate } from './sent-rows.js'

// Now: once a test file is over jest has taken apart what knows it.
const { testPath } = expect.getState()

/**
 * Tells the reporter of an assertion that begins when this test file is over: it fails the run by it.
 *
 * @returns whether the file is over.
 */
export function tellLate(assertion: LostAssertion): boolean {
  if (!jest.isEnvironmentTornDown()) return false
  try {
    sendLate(lateRow(assertion, testPath), testPath)
  } catch {
    // The run has ended as well, or has no reporter of ours.
    failLate(assertion)
  }
  return true
}
