import { canonicalJson } from '../../snapshot/canonical.js'
import { decode } from '../../snapshot/decode.js'
import { encode } from '../../snapshot/encode.js'
import { sameJson } from '../../snapshot/same.js'
import { isReplayError } from '../../errors.js'
import { holdsMatcher, isMatcher, showMatcher, withoutMatchers } from '../asymmetric.js'
import { isAsExpected } from '../is-as-expected.js'
import { showChange } from '../../snapshot/show-change.js'
import { showJson, shownText } from '../../snapshot/show.js'
import { settleCheck } from './check-failed.js'
import type { ComparatorKind, Finding } from './comparison.js'

/** Passes when both sides have the same canonical value, or the replayed one is as the rule expects. */
export const exactMatch: ComparatorKind<'exactMatch'> = {
  problem({ expected }) {
    if (expected === undefined || isMatcher(expected)) return undefined
    try {
      canonicalJson(encode(holdsMatcher(expected) ? withoutMatchers(expected) : expected, 'expected'))
      return undefined
    } catch (error) {
      if (!isReplayError(error)) throw error
      return `expects what no recording can hold: ${error.message}`
    }
  },
  isAbsolute: ({ expected }) => expected !== undefined,
  compare({ recorded, replayed }, { field, expected }) {
    if (holdsMatcher(expected)) {
      const broken = (): Finding => finding([showExpected(expected), showJson(replayed)], 'be')
      if (replayed === undefined) return broken()
      return settleCheck(
        `exactMatch(${field})`,
        () => isAsExpected(decode(replayed), expected),
        (accepted) => (accepted ? undefined : broken()),
      )
    }
    const wanted = expected === undefined ? recorded : encode(expected, 'expected')
    if (wanted !== undefined && replayed !== undefined && sameJson(wanted, replayed)) return undefined
    return finding(showChange(wanted, replayed), expected === undefined ? 'stay' : 'be')
  },
}

function showExpected(expected: unknown): string {
  return isMatcher(expected) ? shownText(showMatcher(expected)) : showJson(encode(withoutMatchers(expected)))
}

function finding([expected, actual]: readonly [string, string], verb: string): Finding {
  return { expected, actual, message: `must ${verb} ${expected}, is now ${actual}` }
}
