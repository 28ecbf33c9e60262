import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkSnapshotId } from '../snapshot/snapshot-id.js'
import { folderOf, legalId } from './legal-id.js'

describe('any text becomes an id that is legal, always the same', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string({ unit: fc.constantFrom('a', '.', '/', '-', ' ', 'con', '\\', '\u0000'), maxLength: 120 }),
  )

  test('alone, and as a folder', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const id = legalId(text)
        checkSnapshotId(id)
        expect(legalId(text)).toBe(id)
        expect(legalId(id)).toBe(id)
        checkSnapshotId(`${folderOf(text)}/0123456789abcdef-1000000`)
      }),
      { numRuns: 2_000 },
    )
  })

  test('and two texts become two', () => {
    fc.assert(
      fc.property(anyText, anyText, (a, b) => {
        fc.pre(a !== b)
        expect(legalId(a)).not.toBe(legalId(b))
      }),
      { numRuns: 2_000 },
    )
  })
})
