import { readFileSync } from 'node:fs'

const MANUAL = new URL('../../../../../../docs/clients.md', import.meta.url)

/** The cells of one table of the manual, without its head. */
export function manualTable(name: string): string[][] {
  const [, rest = ''] = readFileSync(MANUAL, 'utf8').split(`<!-- table: ${name} -->\n\n`)
  const lines = rest.split('\n')
  const end = lines.findIndex((line) => !line.startsWith('|'))
  return lines.slice(2, end).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
}
