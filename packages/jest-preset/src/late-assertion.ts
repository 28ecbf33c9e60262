import { expect, jest } from '@jest/globals'
import { lateRow, throwLate, type LostAssertion } from '@retrial/core/matchers'
import { sendLate } from './sent-rows.js'

// Now: once a test file is over jest has taken apart what knows it.
const { testPath } = expect.getState()

/** Whether this test file is over. Then the assertion is told to the reporter, which fails the run by it. */
export function isOver(assertion: LostAssertion): boolean {
  if (!jest.isEnvironmentTornDown()) return false
  try {
    sendLate(lateRow(assertion, testPath), testPath)
  } catch {
    // The run has ended as well, or has no reporter of ours.
    throwLate(assertion)
  }
  return true
}
