import { describe, expect, it } from 'vitest'
import { findContradictions } from '../contradictions.js'
import type { GuardRule } from '../guard-rules.js'

type Row = readonly [recorded: string, replayed: string]

/** Rows that a rule must object to, in both directions, and rows that no rule at all may object to. */
export function describeRule(
  rule: GuardRule,
  rows: { objects: readonly Row[]; passes: readonly Row[] },
): void {
  describe(rule, () => {
    it.each(rows.objects)('%s ≠ %s', (recorded, replayed) => {
      expect(rulesOf(recorded, replayed)).toContain(rule)
      expect(rulesOf(replayed, recorded)).toContain(rule)
      expect(findContradictions(recorded, replayed, [rule]).contradictions[0]?.rule).toBe(rule)
    })

    it.each(rows.passes)('%s = %s', (recorded, replayed) => {
      expect(findContradictions(recorded, replayed).contradictions).toEqual([])
      expect(findContradictions(replayed, recorded).contradictions).toEqual([])
    })
  })
}

const rulesOf = (recorded: string, replayed: string): GuardRule[] =>
  findContradictions(recorded, replayed).contradictions.map(({ rule }) => rule)
