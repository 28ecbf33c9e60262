import { LIMITS } from '../limits.js'
import type { FieldChange } from '../diff/index.js'
import { cut } from '../policy/show.js'
import { canonicalJson } from '../snapshot/canonical.js'
import { encode } from '../snapshot/encode.js'
import { boundedText } from './bounded-text.js'
import { printable } from './printable.js'
import type { ReportedChange } from './replay-row.js'

/** Characters kept in front of the first that differs. */
const BEFORE = 40

/** A change as texts. Long values are cut to where they begin to differ, so that both sides still show what changed. */
export function shownValues({ fieldPath, changeType, ...change }: FieldChange): ReportedChange {
  const [old, now] = [textOf(change, 'oldValue'), textOf(change, 'newValue')]
  const from = old === undefined || now === undefined ? 0 : startOf(old, now)
  return {
    fieldPath: boundedText(fieldPath),
    changeType,
    ...(old === undefined ? {} : { oldValue: shownFrom(old, from) }),
    ...(now === undefined ? {} : { newValue: shownFrom(now, from) }),
  }
}

/** A value that is undefined is there all the same. */
function textOf(change: Partial<FieldChange>, side: 'oldValue' | 'newValue'): string | undefined {
  return side in change ? canonicalJson(encode(change[side])) : undefined
}

/** Where to begin, so that what differs is within the length that is shown. */
function startOf(old: string, now: string): number {
  const { shownValue } = LIMITS
  const length = Math.min(old.length, now.length)
  if (Math.max(old.length, now.length) <= shownValue) return 0
  let same = 0
  while (same < length && old.charCodeAt(same) === now.charCodeAt(same)) same++
  return same < shownValue - BEFORE ? 0 : same - Math.min(BEFORE, shownValue >> 1)
}

function shownFrom(text: string, from: number): string {
  const rest = text.slice(from).replace(/^[\udc00-\udfff]/, '')
  const isCut = from > 0 || rest.length > LIMITS.shownValue
  const shown = cut(rest, LIMITS.shownValue)
  const end = rest.length > shown.length ? '…' : ''
  return `${from > 0 ? '…' : ''}${printable(shown)}${end}${isCut ? ` (${text.length} characters)` : ''}`
}
