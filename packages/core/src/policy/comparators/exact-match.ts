import { canonicalJson } from '../../snapshot/canonical.js'
import { decode } from '../../snapshot/decode.js'
import { encode } from '../../snapshot/encode.js'
import { sameJson } from '../../snapshot/same.js'
import { isReplayError } from '../../errors.js'
import type { JsonValue } from '../../snapshot/types.js'
import { isMatcher, showMatcher } from '../asymmetric.js'
import { showJson } from '../show.js'
import type { ComparatorKind } from './comparison.js'

/** Passes when both sides have the same canonical value, or the replayed one is as the rule expects. */
export const exactMatch: ComparatorKind<'exactMatch'> = {
  problem({ expected }) {
    if (expected === undefined || isMatcher(expected)) return undefined
    try {
      canonicalJson(encode(expected, 'expected'))
      return undefined
    } catch (error) {
      if (!isReplayError(error)) throw error
      return `expects what no recording can hold: ${error.message}`
    }
  },
  isAbsolute: ({ expected }) => expected !== undefined,
  compare({ recorded, replayed }, { expected }) {
    if (isMatcher(expected)) {
      if (replayed !== undefined && expected.asymmetricMatch(decode(replayed))) return undefined
      return finding(showMatcher(expected), replayed, 'be')
    }
    const wanted = expected === undefined ? recorded : encode(expected, 'expected')
    if (wanted !== undefined && replayed !== undefined && sameJson(wanted, replayed)) return undefined
    return finding(showJson(wanted), replayed, expected === undefined ? 'stay' : 'be')
  },
}

function finding(expected: string, replayed: JsonValue | undefined, verb: string) {
  const actual = showJson(replayed)
  return { expected, actual, message: `must ${verb} ${expected}, is now ${actual}` }
}
