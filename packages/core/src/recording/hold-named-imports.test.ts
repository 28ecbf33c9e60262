import crypto from 'node:crypto'
import { expect, test } from 'vitest'
import { isStandIn } from '../original.js'
import { holdNamedImports } from './hold-named-imports.js'

// What it does in a sandbox is tested in one, with the adapters.
test('puts nothing in place where there is no sandbox', () => {
  const before = { ...crypto }
  const release = holdNamedImports()
  expect(Object.entries(before).filter(([name, real]) => crypto[name as never] !== real)).toEqual([])
  expect(isStandIn(crypto.randomUUID)).toBe(false)
  expect(release).toBeUndefined()
  expect(isStandIn(crypto.randomUUID)).toBe(false)
})
