import { LIMITS } from '../../limits.js'
import type { JsonValue } from '../../snapshot/types.js'
import { linesText } from './lines-text.js'

/** Lists and objects of plain values stand on one line up to this length. */
const ONE_LINE = 72

/**
 * A value to be read by people: JSON, indented, with texts of several lines between `"""`. At most `LIMITS.pageText`
 * characters, every line printable.
 */
export function valueText(value: JsonValue): string {
  return new Outline().textOf(value)
}

class Outline {
  private readonly lines: string[] = []
  private left = LIMITS.pageText

  textOf(value: JsonValue): string {
    this.write(value, '', '', '')
    return linesText(this.lines)
  }

  private write(value: JsonValue, indent: string, label: string, comma: string): void {
    if (typeof value === 'string' && value.includes('\n')) {
      this.block(value, indent, label, comma)
      return
    }
    if (typeof value !== 'object' || value === null || isShort(value)) {
      this.line(`${indent}${label}${oneLine(value)}${comma}`)
      return
    }
    const list = Array.isArray(value)
    const members = list
      ? value.map((item) => ['', item] as const)
      : Object.entries(value).map(([name, item]) => [`${JSON.stringify(name)}: `, item] as const)
    this.line(`${indent}${label}${list ? '[' : '{'}`)
    for (const [index, [name, item]] of members.entries()) {
      this.write(item, `${indent}  `, name, index === members.length - 1 ? '' : ',')
      if (this.left < 0) return
    }
    this.line(`${indent}${list ? ']' : '}'}${comma}`)
  }

  private block(text: string, indent: string, label: string, comma: string): void {
    this.line(`${indent}${label}"""`)
    for (const line of text.slice(0, Math.max(0, this.left) + 1).split('\n')) this.line(`${indent}  ${line}`)
    this.line(`${indent}"""${comma}`)
  }

  private line(text: string): void {
    if (this.left < 0) return
    this.lines.push(text)
    this.left -= text.length + 1
  }
}

function isShort(value: object): boolean {
  const members: unknown[] = Array.isArray(value) ? value : Object.values(value)
  if (members.length === 0) return true
  if (members.length > ONE_LINE / 3) return false
  const plain = members.every(
    (member) =>
      member === null ||
      typeof member === 'number' ||
      typeof member === 'boolean' ||
      (typeof member === 'string' && member.length < ONE_LINE && !member.includes('\n')),
  )
  return plain && oneLine(value as JsonValue).length <= ONE_LINE
}

function oneLine(value: JsonValue): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(oneLine).join(', ')}]`
  const members = Object.entries(value).map(([name, item]) => `${JSON.stringify(name)}: ${oneLine(item)}`)
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`
}
