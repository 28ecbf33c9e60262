import { describe, expect, test } from 'vitest'
import { CASES } from './cases/index.js'
import { CLIENTS } from './clients/index.js'
import { runCell } from './run-cell.js'

/** As docs/clients.md says above the table. */
describe.each(CLIENTS['node:http']!)('$name, where nobody asked to have it taped', (client) => {
  test.each(CASES)('$name: escapes', async (row) => {
    const { cell, facts } = await runCell(client, row, ['undici'])
    expect(cell, JSON.stringify(facts, null, 2)).toBe('escaped')
  })
})
