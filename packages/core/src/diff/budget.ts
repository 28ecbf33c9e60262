import { LIMITS } from '../limits.js'

/** Lists of the full limit that one diff may hold. */
const FULL_LISTS = 100

/** Pairs of elements that are compared one by one: for one list, and for all lists of a diff. */
export interface AlignmentBudget {
  /** @returns false where so many are too many. */
  spend: (pairs: number) => boolean
}

export function alignmentBudget(): AlignmentBudget {
  let left = FULL_LISTS * LIMITS.alignmentPairs
  return {
    spend: (pairs) => {
      if (pairs > LIMITS.alignmentPairs || pairs > left) return false
      left -= pairs
      return true
    },
  }
}
