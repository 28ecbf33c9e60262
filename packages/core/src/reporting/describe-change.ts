import type { FieldChange } from '../diff/index.js'
import { showChange } from '../snapshot/show-change.js'
import { showJson } from '../snapshot/show.js'
import { encode } from '../snapshot/encode.js'
import { printable } from './printable.js'
import { textChange } from '../diff/text-change.js'

/** Texts longer than this are shown by what changed in them. */
const WHOLE_TEXT = 60

/** A change in a line: the path, and what it was and is. */
export function describeChange({ fieldPath, changeType, oldValue, newValue }: FieldChange): string {
  const path = printable(fieldPath)
  switch (changeType) {
    case 'added':
      return `${path}: added ${show(newValue)}`
    case 'removed':
      return `${path}: removed ${show(oldValue)}`
    case 'modified':
      return `${path}: ${modified(oldValue, newValue)}`
  }
}

function modified(oldValue: unknown, newValue: unknown): string {
  if (
    typeof oldValue === 'string' &&
    typeof newValue === 'string' &&
    oldValue.length + newValue.length > WHOLE_TEXT
  ) {
    return `"${printable(textChange(oldValue, newValue))}"`
  }
  const [old, now] = showChange(encode(oldValue), encode(newValue))
  return `${printable(old)} → ${printable(now)}`
}

function show(value: unknown): string {
  return printable(showJson(encode(value)))
}
