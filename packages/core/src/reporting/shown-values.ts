import type { FieldChange } from '../diff/index.js'
import { encode } from '../snapshot/encode.js'
import { showChange } from '../snapshot/show-change.js'
import type { JsonValue } from '../snapshot/types.js'
import { boundedText } from './bounded-text.js'
import { printable } from './printable.js'
import type { ReportedChange } from './replay-row.js'

/** A change as texts. Long values are cut to where they begin to differ, so that both sides still show what changed. */
export function shownValues({ fieldPath, changeType, ...change }: FieldChange): ReportedChange {
  const [old, now] = [encodedSide(change, 'oldValue'), encodedSide(change, 'newValue')]
  const [oldText, newText] = showChange(old, now)
  return {
    fieldPath: boundedText(fieldPath),
    changeType,
    ...(old === undefined ? {} : { oldValue: printable(oldText) }),
    ...(now === undefined ? {} : { newValue: printable(newText) }),
  }
}

/** A value that is undefined is there all the same. */
function encodedSide(change: Partial<FieldChange>, side: 'oldValue' | 'newValue'): JsonValue | undefined {
  return side in change ? encode(change[side]) : undefined
}
