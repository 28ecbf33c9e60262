import { readFileSync, writeFileSync } from 'node:fs'

const DOCS = new URL('../../../../../../docs/clients.md', import.meta.url)

/** Rows of cells, the first of them the head. */
export type Table = readonly (readonly string[])[]

/** Where a table stands in docs/clients.md: between `<!-- table: <name> -->` and `<!-- end of table -->`. */
function around(name: string): RegExp {
  return new RegExp(`(<!-- table: ${name} -->\n\n)([^]*?)(\n\n<!-- end of table -->)`)
}

/** All of docs/clients.md, each paragraph in one line. */
export function documentedWords(): string {
  return readFileSync(DOCS, 'utf8').replaceAll(/\s+/g, ' ')
}

/** The text of a table in docs/clients.md. */
export function documentedTable(name: string): string {
  const found = around(name).exec(readFileSync(DOCS, 'utf8'))?.[2]
  if (found === undefined) throw new Error(`docs/clients.md has no table "${name}"`)
  return found
}

/** One cell of a documented table, by the first cell of its row and the head of its column. */
export function documentedCell(name: string, row: string, column: string): string | undefined {
  const [head = [], , ...rows] = documentedTable(name)
    .split('\n')
    .map((line) => line.split('|').slice(1, -1))
    .map((cells) => cells.map((cell) => cell.trim()))
  return rows.find(([first]) => first === row)?.[head.indexOf(column)]
}

/** Puts a table in the place of the documented one. */
export function documentTable(name: string, table: Table): void {
  const docs = readFileSync(DOCS, 'utf8')
  const text = docs.replace(around(name), (_all, before: string, _old, after: string) => {
    return before + tableText(table) + after
  })
  writeFileSync(DOCS, text)
}

/** A table in Markdown, the way prettier writes it. */
export function tableText([head = [], ...rows]: Table): string {
  const widths = head.map((_, column) =>
    Math.max(3, ...[head, ...rows].map((row) => row[column]?.length ?? 0)),
  )
  const lineOf = (cells: readonly string[]): string =>
    `| ${widths.map((width, column) => (cells[column] ?? '').padEnd(width)).join(' | ')} |`
  return [lineOf(head), lineOf(widths.map((width) => '-'.repeat(width))), ...rows.map(lineOf)].join('\n')
}
