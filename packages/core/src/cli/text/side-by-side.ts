import type { FieldChange } from '../../diff/index.js'
import { printable } from '../../reporting/printable.js'
import { encode } from '../../snapshot/encode.js'
import type { Paint } from '../../reporting/paint.js'
import { columnsOf, wrap } from './wrap.js'

/** Two columns of fewer characters are harder to read than one above the other. */
const LEAST_COLUMNS = 80
const LINES_SHOWN = 30

/**
 * A changed field with what it was and what it is: beside each other, or, on a narrow terminal, one above the other.
 *
 * @param columns of the terminal.
 */
export function sideBySide(change: FieldChange, columns: number, paint: Paint): string[] {
  const { fieldPath, changeType, oldValue, newValue } = change
  const recorded = changeType === 'added' ? undefined : oldValue
  const now = changeType === 'removed' ? undefined : newValue
  const [was, is] = [
    changeType === 'added' ? [] : textOf(recorded),
    changeType === 'removed' ? [] : textOf(now),
  ]
  const beside = columns >= LEAST_COLUMNS
  const width = beside ? Math.floor((columns - 9) / 2) : Math.max(10, columns - 6)
  const [left, right] = [limited(was, width), limited(is, width)]
  return [
    `  ${paint('bold', printable(fieldPath))}${changeType === 'modified' ? '' : ` (${changeType})`}`,
    ...(beside ? inColumns(left, right, width, paint) : stacked(left, right, paint)),
  ]
}

function inColumns(left: readonly string[], right: readonly string[], width: number, paint: Paint): string[] {
  return Array.from({ length: Math.max(left.length, right.length) }, (_, index) => {
    const [was, is] = [left[index], right[index]]
    const padding = ' '.repeat(width - columnsOf(was ?? ''))
    return `  ${was === undefined ? '  ' : `- ${paint('red', was)}`}${padding} │ ${is === undefined ? '' : `+ ${paint('green', is)}`}`.trimEnd()
  })
}

function stacked(left: readonly string[], right: readonly string[], paint: Paint): string[] {
  return [
    ...left.map((line) => `    - ${paint('red', line)}`),
    ...right.map((line) => `    + ${paint('green', line)}`),
  ]
}

/** Lines of a text as they are, of anything else as indented JSON. */
function textOf(value: unknown): string[] {
  const text = typeof value === 'string' ? value : JSON.stringify(encode(value), undefined, 2)
  return text.split('\n').map(printable)
}

function limited(lines: readonly string[], width: number): string[] {
  const wrapped = lines.slice(0, LINES_SHOWN).flatMap((line) => wrap(line, width))
  const shown = wrapped.slice(0, LINES_SHOWN)
  const more = Math.max(lines.length, wrapped.length) - shown.length
  return more > 0 ? [...shown, ...wrap(`… and ${more} more lines`, width)] : shown
}
