import type { Token } from '../tokens.js'
import type { Lookup } from '../words/lookup.js'

/** A number as it stands in a text. */
export interface Read {
  readonly value: number
  readonly from: number
  readonly to: number
  readonly spelled: boolean
}

/** Numbers that are articles nearly always. */
export const ARTICLE_NUMBERS = new Set(['un', 'une', 'uno', 'una', 'um', 'uma', 'ein', 'eine'])
const DOZENS = new Set(['dozen', 'dutzend', 'douzaine', 'docena', 'dúzia'])
const ZERO = '零〇一二三四五六七八九十'

/** `two hundred and fifty`, `twenty-one`, `half`. */
export function spelledNumber(
  all: readonly Token[],
  start: number,
  taken: readonly boolean[],
  words: Lookup | undefined,
): Read | undefined {
  if (words === undefined) return undefined
  let [total, part, to, last] = [0, 0, start, Infinity]
  for (let at = start; at < all.length && at < start + 16 && !taken[at]; at++) {
    const value = numberWord(all, at, words)
    const joined = at > start && (all[at]?.lower === 'and' || all[at]?.text === '-')
    if (value === undefined) {
      if (joined && last >= (all[at]?.text === '-' ? 20 : 100)) continue
      break
    }
    if (value >= 1000) [total, part] = [total + (part || 1) * value, 0]
    else if (part > 0 && (value === 100 || DOZENS.has(all[at]?.lower ?? ''))) part *= value
    // `two, three`: another number begins.
    else if (at > start && value >= last) break
    // `une demi-heure`
    else part = value < 1 && ARTICLE_NUMBERS.has(all[at - 1]?.lower ?? '') ? value : part + value
    last = value >= 100 ? 100_000 : value
    to = at + 1
    if (/^[零〇一二三四五六七八九十]/.test(all[at]?.text ?? '')) break
  }
  if (to > start && all[to]?.lower === 'point') {
    const tenths = numberWord(all, to + 1, words)
    if (tenths !== undefined && tenths < 10)
      return { value: total + part + tenths / 10, from: start, to: to + 2, spelled: true }
  }
  return to === start ? undefined : { value: total + part, from: start, to, spelled: true }
}

function numberWord(all: readonly Token[], at: number, words: Lookup): number | undefined {
  const token = all[at]
  if (token?.kind !== 'word') return undefined
  // `no one`, `every one of them`
  if (token.lower === 'one' && /^(?:no|any|every|some|each|this|that|which)$/.test(all[at - 1]?.lower ?? ''))
    return undefined
  const value = words.numbers.get(token.lower)
  // `k`, `m` and `b` are numbers only behind digits.
  if (value !== undefined && token.lower.length === 1 && !ZERO.includes(token.lower)) return undefined
  return value
}
