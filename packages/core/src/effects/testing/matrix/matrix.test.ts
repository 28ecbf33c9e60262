import { describe, expect, test } from 'vitest'
import { CASES } from './cases/index.js'
import { CLIENTS } from './clients/index.js'
import { documentTable, documentedCell, documentedTable, documentedWords, tableText } from './docs-table.js'
import { runCell } from './run-cell.js'
import { docsUpdateAsked } from './docs-update-asked.js'

/** Run with `-u`, these tests write what they found into docs/clients.md. */
describe.each(Object.entries(CLIENTS))('%s', (table, clients) => {
  const found = new Map<string, string>()

  describe.each(clients)('$name', (client) => {
    test.each(CASES)('$name', async (row) => {
      const { cell, facts } = await runCell(client, row, ['undici', 'node'])
      found.set(`${client.name} ${row.name}`, cell)
      if (cell === 'differs')
        expect(documentedWords(), JSON.stringify(facts, null, 2)).toContain(row.differs ?? 'a reason')
      if (docsUpdateAsked()) return
      expect(cell, JSON.stringify(facts, null, 2)).toBe(documentedCell(table, row.name, client.name))
    })
  })

  test('is what docs/clients.md says', () => {
    const cellOf = (row: string, column: string): string =>
      found.get(`${column} ${row}`) ?? documentedCell(table, row, column) ?? '?'
    const names = clients.map(({ name }) => name)
    const rows = CASES.map(({ name }) => [name, ...names.map((column) => cellOf(name, column))])
    const whole = [['case', ...names], ...rows]
    if (docsUpdateAsked()) documentTable(table, whole)
    expect(documentedTable(table)).toBe(tableText(whole))
  })
})
