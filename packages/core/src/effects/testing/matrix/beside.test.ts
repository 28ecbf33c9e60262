import { describe, expect, test } from 'vitest'
import { BESIDE_HTTP } from './beside/index.js'
import { documentTable, documentedCell, documentedTable, tableText } from './docs-table.js'
import { recordAndReplay } from './record-and-replay.js'
import { docsUpdateAsked } from './docs-update-asked.js'

const TABLE = 'beside HTTP'

describe('ways to the world that no tape is for', () => {
  const found = new Map<string, string>()

  test.each(BESIDE_HTTP)('$name', async ({ name, open }) => {
    const { code, close } = await open()
    const { cell, facts } = await recordAndReplay({
      code: async () => code().catch((error: unknown) => String(error)),
      check: (seen: unknown) => {
        expect(seen).toBe('hello')
      },
      http: ['undici', 'node'],
      close,
    })
    found.set(name, cell)
    if (docsUpdateAsked()) return
    expect(cell, JSON.stringify(facts, null, 2)).toBe(documentedCell(TABLE, name, 'what happens'))
  })

  test('are what docs/clients.md says', () => {
    const rows = BESIDE_HTTP.map(({ name, advice }) => [
      name,
      found.get(name) ?? documentedCell(TABLE, name, 'what happens') ?? '?',
      advice,
    ])
    const whole = [['way', 'what happens', 'what to do'], ...rows]
    if (docsUpdateAsked()) documentTable(TABLE, whole)
    expect(documentedTable(TABLE)).toBe(tableText(whole))
  })
})
