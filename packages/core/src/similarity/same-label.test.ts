import { expect, test } from 'vitest'
import { sameLabel } from './same-label.js'

test.each<[boolean, string, string]>([
  [true, 'approved', 'APPROVED.'],
  [true, 'three days', '3 days'],
  [true, 'SEV-1', 'Sev 1'],
  [true, "Don't ship", 'DO NOT SHIP'],
  [true, 'Cannot ship', 'can’t ship'],
  [true, '👍 Yes', 'Yes.'],
  [true, 'Full refund', 'Refund full in'],
  [true, 'Not eligible', 'ineligible.'],
  [true, 'N/A', 'Not applicable'],
  [false, 'approved', 'not approved'],
  [false, 'three days', '4 days'],
  [false, 'SEV-1', 'SEV-2'],
  [false, '👍 yes', '👎 yes'],
  [false, '👍', '👎'],
  [false, 'eligible', 'ineligible'],
  [false, 'not eligible', 'eligible'],
  [false, 'cat dog', 'dog cat'],
  [false, '-5 degrees', '5 degrees'],
  [false, 'do not ship', 'ship do not'],
])('%s: %s, %s', (same, one, other) => {
  expect(sameLabel(one, other)).toBe(same)
  expect(sameLabel(other, one)).toBe(same)
})
