import { sameJson } from '../../snapshot/same.js'
import { showJson } from '../show.js'
import type { Compare } from './comparison.js'

/** Passes when both sides have the same canonical value. */
export const exactMatch: Compare = ({ recorded, replayed }) => {
  if (recorded !== undefined && replayed !== undefined && sameJson(recorded, replayed)) return undefined
  const [expected, actual] = [showJson(recorded), showJson(replayed)]
  return { expected, actual, message: `must stay ${expected}, is now ${actual}` }
}
