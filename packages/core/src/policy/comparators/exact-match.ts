import { canonicalJson } from '../../snapshot/canonical.js'
import { decode } from '../../snapshot/decode.js'
import { encode } from '../../snapshot/encode.js'
import { sameJson } from '../../snapshot/same.js'
import { isReplayError } from '../../errors.js'
import type { JsonValue } from '../../snapshot/types.js'
import { holdsMatcher, isMatcher, showMatcher, withoutMatchers } from '../asymmetric.js'
import { isAsExpected } from '../is-as-expected.js'
import { showJson, shownText } from '../show.js'
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
      if (replayed === undefined) return finding(showExpected(expected), replayed, 'be')
      return settleCheck(
        `exactMatch(${field})`,
        () => isAsExpected(decode(replayed), expected),
        (accepted) => (accepted ? undefined : finding(showExpected(expected), replayed, 'be')),
      )
    }
    const wanted = expected === undefined ? recorded : encode(expected, 'expected')
    if (wanted !== undefined && replayed !== undefined && sameJson(wanted, replayed)) return undefined
    return finding(showJson(wanted), replayed, expected === undefined ? 'stay' : 'be')
  },
}

function showExpected(expected: unknown): string {
  return isMatcher(expected) ? shownText(showMatcher(expected)) : showJson(encode(withoutMatchers(expected)))
}

function finding(expected: string, replayed: JsonValue | undefined, verb: string): Finding {
  const actual = showJson(replayed)
  return { expected, actual, message: `must ${verb} ${expected}, is now ${actual}` }
}
