import { textWidth } from './text-width.js'

/** A cell: printable text, and how it is painted. */
export interface Cell {
  readonly text: string
  readonly paint?: (text: string) => string
}

const GAP = '  '
const INDENT = '    '

/**
 * Rows under one another, a line each with aligned columns. Where the longest would not fit into `width`, each row is
 * its first cell, and below it the others, indented and wrapped. Lines start with two spaces.
 */
export function table(rows: readonly (readonly Cell[])[], width: number): string[] {
  const widths: number[] = []
  for (const row of rows) {
    for (const [index, { text }] of row.entries())
      widths[index] = Math.max(widths[index] ?? 0, textWidth(text))
  }
  const whole = widths.reduce((sum, each) => sum + each + GAP.length, 0)
  if (whole <= width) return rows.map((row) => GAP + aligned(row, widths).trimEnd())
  return rows.flatMap(([first, ...others]) => [
    `${GAP}${first === undefined ? '' : painted(first)}`,
    ...wrapped(
      others.filter(({ text }) => text !== ''),
      width,
    ),
  ])
}

function aligned(row: readonly Cell[], widths: readonly number[]): string {
  return row
    .map((cell, index) => {
      const isLast = index === row.length - 1
      return painted(cell) + (isLast ? '' : ' '.repeat((widths[index] ?? 0) - textWidth(cell.text)))
    })
    .join(GAP)
}

/** A cell is never broken: what is longer than a line is left to the terminal. */
function wrapped(cells: readonly Cell[], width: number): string[] {
  const lines: string[] = []
  let line = INDENT
  let used = INDENT.length
  for (const cell of cells) {
    const more = textWidth(cell.text) + (line === INDENT ? 0 : GAP.length)
    if (line !== INDENT && used + more > width) {
      lines.push(line)
      line = INDENT
      used = INDENT.length
    }
    line += (line === INDENT ? '' : GAP) + painted(cell)
    used += more
  }
  return line === INDENT ? lines : [...lines, line]
}

function painted({ text, paint }: Cell): string {
  return paint === undefined ? text : paint(text)
}
