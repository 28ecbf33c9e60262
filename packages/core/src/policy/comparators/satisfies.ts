import { fresh } from '../../snapshot/copy.js'
import { showJson } from '../../snapshot/show.js'
import { settleCheck } from './check-failed.js'
import type { ComparatorKind, Finding } from './comparison.js'

/**
 * Passes when the user's check gives true. Anything but true and false is an error: a check that says nothing checks
 * nothing.
 */
export const satisfies: ComparatorKind<'satisfies'> = {
  problem: ({ check }) =>
    typeof check === 'function' ? undefined : 'takes a function (replayed, recorded) => boolean',
  isAbsolute: () => false,
  compare({ recorded, replayed }, { field, check }) {
    // Copies: a check may sort what it is given, and both sides may be one.
    const [r, a] = [recorded, replayed].map((side) => (side === undefined ? undefined : fresh(side, field)))
    return settleCheck(
      `satisfies(${field})`,
      () => check(a, r),
      (answer: unknown): Finding | undefined => {
        if (typeof answer !== 'boolean') throw new TypeError(`it gave ${typeof answer}, not true or false`)
        if (answer) return undefined
        const actual = showJson(replayed)
        return {
          expected: 'a value that the check accepts',
          actual,
          message: `is now ${actual}, which its check refuses`,
        }
      },
    )
  },
}
