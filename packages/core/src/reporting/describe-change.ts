import type { FieldChange } from '../diff/index.js'
import { showJson } from '../policy/show.js'
import { encode } from '../snapshot/encode.js'
import { printable } from './printable.js'
import { textChange } from './text-change.js'

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
  return `${show(oldValue)} → ${show(newValue)}`
}

function show(value: unknown): string {
  return printable(showJson(encode(value)))
}
