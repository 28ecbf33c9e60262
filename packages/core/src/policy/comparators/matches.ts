import { decode } from '../../snapshot/decode.js'
import { showJson } from '../../snapshot/show.js'
import { linearPattern, patternProblem } from './linear-pattern.js'
import type { ComparatorKind } from './comparison.js'

/** Passes when the replayed value is a text in which the pattern is found. Anchor it with `^` and `$` for all of it. */
export const matches: ComparatorKind<'matches'> = {
  problem: ({ pattern, flags }) => patternProblem(pattern, flags),
  isAbsolute: () => true,
  compare({ replayed }, { pattern, flags = '' }) {
    const text = replayed === undefined ? undefined : decode(replayed)
    if (typeof text === 'string' && linearPattern(pattern, flags).test(text)) return undefined
    const expected = `/${pattern}/${flags}`
    const actual = showJson(replayed)
    const what = typeof text === 'string' ? 'does not match it' : 'is not a text'
    return { expected, actual, message: `must match ${expected}; ${actual} ${what}` }
  },
}
